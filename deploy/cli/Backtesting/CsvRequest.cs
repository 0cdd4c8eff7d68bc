using Telemetry.Backtest.Running;

namespace Telemetry.Cli.Backtesting;

/// <summary>What <c>telemetry backtest --csv</c> is asked for.</summary>
/// <param name="File">The input.</param>
/// <param name="Settings">Budget and topology.</param>
internal sealed record CsvRequest(string File, BacktestSettings Settings)
{
    /// <summary>Where scores go; null for nowhere.</summary>
    public string? Scores { get; init; }

    /// <summary>Where event lines go; null for nowhere.</summary>
    public string? Events { get; init; }

    /// <summary>Where forecasts go; null for nowhere.</summary>
    public string? Forecasts { get; init; }

    /// <summary>Labels to judge by; null for none.</summary>
    public string? Manifest { get; init; }
}
