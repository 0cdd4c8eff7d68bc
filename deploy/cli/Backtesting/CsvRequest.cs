using Telemetry.Backtest.Running;

namespace Telemetry.Cli.Backtesting;

/// <summary>What <c>telemetry backtest --csv</c> is asked for.</summary>
/// <param name="File">The input.</param>
/// <param name="Scores">Where scores go; null for nowhere.</param>
/// <param name="Events">Where event lines go; null for nowhere.</param>
/// <param name="Forecasts">Where forecasts go; null for nowhere.</param>
/// <param name="Settings">Budget and topology.</param>
internal sealed record CsvRequest(string File, string? Scores, string? Events, string? Forecasts, BacktestSettings Settings);
