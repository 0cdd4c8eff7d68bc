using Telemetry.Backtest;
using Telemetry.Backtest.Csv;
using Telemetry.Backtest.Judging;
using Telemetry.Backtest.Reports;
using Telemetry.Backtest.Running;

namespace Telemetry.Cli.Backtesting;

/// <summary><c>telemetry backtest --csv</c>: a file of series in; files of scores, events and forecasts out.</summary>
internal static class CsvBacktest
{
    /// <summary>Runs it.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="progress">Told what is done and how far it is, 0 to 1.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <exception cref="BacktestException">The input cannot be used, or an output not be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static BacktestReport Run(CsvRequest request, Action<string, double> progress, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var table = CsvFile.Load(request.File, share => progress("reading", share));
        using var files = new OutputFiles();
        var report = new ReportSink(table);
        var sinks = new List<IBacktestSink> { report };
        if (request.Scores is { } scores) sinks.Add(new ScoresWriter(files.CreateText(scores)));
        if (request.Events is { } events) sinks.Add(new EventsWriter(files.Create(events)));
        if (request.Forecasts is { } forecasts) sinks.Add(new ForecastsWriter(files.CreateText(forecasts), table));
        new SeriesBacktest(table, request.Settings, sinks).Run(share => progress("scoring", share), cancellationToken);
        var labels = request.Manifest is { } manifest ? Labels.Load(manifest) : Labels.None;
        return report.Report(Path.GetFileName(request.File), labels, TimeProvider.System.GetElapsedTime(began));
    }
}
