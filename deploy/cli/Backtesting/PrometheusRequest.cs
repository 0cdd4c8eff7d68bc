using Telemetry.Catalog;

namespace Telemetry.Cli.Backtesting;

/// <summary>What a backtest of a Prometheus's history is asked for.</summary>
/// <param name="Address">The Prometheus, or its remote-read endpoint.</param>
/// <param name="From">Beginning.</param>
/// <param name="To">End.</param>
/// <param name="Catalog">Families that are read.</param>
internal sealed record PrometheusRequest(Uri Address, DateTimeOffset From, DateTimeOffset To, SignalCatalog Catalog)
{
    /// <summary>Folder that keeps what was read as a recording; null to throw it away.</summary>
    public string? Keep { get; init; }

    /// <summary>File whose content is the bearer token; null for none.</summary>
    public string? TokenFile { get; init; }
}
