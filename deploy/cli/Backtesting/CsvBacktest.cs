using Telemetry.Backtest;
using Telemetry.Backtest.Csv;
using Telemetry.Backtest.Running;

namespace Telemetry.Cli.Backtesting;

/// <summary><c>telemetry backtest --csv</c>: a file of series in, files of scores, events and forecasts out.</summary>
internal static class CsvBacktest
{
    /// <summary>Runs it.</summary>
    /// <exception cref="BacktestException">The input cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(CsvRequest request, TextWriter output, ProgressBar progress, CancellationToken cancellationToken)
    {
        var table = CsvFile.Load(request.File, share => progress.Show("reading", share));
        using var files = new OutputFiles();
        var tally = new PageTally();
        var sinks = new List<IBacktestSink> { tally };
        if (request.Scores is { } scores) sinks.Add(new ScoresWriter(files.CreateText(scores)));
        if (request.Events is { } events) sinks.Add(new EventsWriter(files.Create(events)));
        if (request.Forecasts is { } forecasts) sinks.Add(new ForecastsWriter(files.CreateText(forecasts), table));
        new SeriesBacktest(table, request.Settings, sinks).Run(share => progress.Show("scoring", share), cancellationToken);
        progress.Clear();
        tally.Print(output, table);
    }
}
