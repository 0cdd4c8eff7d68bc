using Telemetry.Catalog;

namespace Telemetry.Cli.Backtesting;

/// <summary>What a backtest of a recording is asked for.</summary>
/// <param name="Folder">Folder of the recording.</param>
/// <param name="Name">What the report calls it.</param>
/// <param name="Catalog">What signals mean, and who depends on whom.</param>
/// <param name="PagesPerMonth">False pages allowed in 30 days.</param>
internal sealed record RecordingRequest(string Folder, string Name, SignalCatalog Catalog, double PagesPerMonth)
{
    /// <summary>Labels to judge by; null for the recording's own.</summary>
    public string? Manifest { get; init; }

    /// <summary>Prometheus rule files that are evaluated beside; empty for none.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>Where event lines go; null for nowhere.</summary>
    public string? Events { get; init; }
}
