using System.CommandLine;
using Telemetry.Backtest;
using Telemetry.Backtest.Reports;
using Telemetry.Backtest.Running;
using Telemetry.Catalog;
using Telemetry.Cli.Backtesting;
using Telemetry.Cli.Replaying;
using Telemetry.Cli.Settings;
using Telemetry.Collector.Recordings;
using Telemetry.Transport;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry backtest</c>: would it have paged, when, and with which root?</summary>
internal static class BacktestCommand
{
    private const string About = """
        Runs the detector over what has been recorded: would it have paged, when, with which root, and how often for nothing?

        Examples:
          telemetry backtest RECORDING --html report.html     a folder of `telemetry record`, judged by its manifest.json
          telemetry backtest RECORDING --rules alerts.yaml rules.yaml    beside what stock rules would have done
          telemetry backtest http://prometheus:9090 --from 2026-11-21T00:00:00Z --to 2026-11-21T06:00:00Z --html report.html
          telemetry backtest http://prometheus:9090/api/v1/read --keep night    by remote read; kept as a recording in night/
          telemetry backtest --csv series.csv.gz --scores scores.csv --events events.jsonl

        Every input goes through the shipped detectors once, in order of time; nothing is tuned to it. docs/backtest.md says what the
        columns of a CSV file mean and what is in the files.
        """;

    public static Command Create()
    {
        var options = new BacktestArguments();
        var command = new Command("backtest", About);
        options.AddTo(command);
        command.SetAction((parsed, _) => options.Refusal(parsed) is { } reason ? Task.FromResult(Refuse(reason)) : RunAsync(options, parsed));
        return command;
    }

    private static async Task<int> RunAsync(BacktestArguments options, ParseResult parsed)
    {
        using var signals = new StopSignals();
        var progress = new ProgressBar(Console.Error, !Console.IsErrorRedirected, TimeProvider.System);
        try
        {
            var report = await ReportAsync(options, parsed, progress.Show, signals.Token);
            progress.Clear();
            ReportTable.Print(report);
            if (parsed.GetValue(options.Html) is { } html) await File.WriteAllTextAsync(html, HtmlReport.Of(report));
            if (parsed.GetValue(options.Json) is { } json) await File.WriteAllTextAsync(json, JsonReport.Of(report));
            return 0;
        }
        catch (CatalogException broken)
        {
            foreach (var error in broken.Errors) await Console.Error.WriteLineAsync(error);
            return SettingsArguments.UsageError;
        }
        catch (Exception failure) when (failure is BacktestException or RecordingException or TransportException or IOException or UnauthorizedAccessException)
        {
            progress.Clear();
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Interrupted; what was written is not whole.");
            return 1;
        }
    }

    private static async Task<BacktestReport> ReportAsync(
        BacktestArguments options, ParseResult parsed, Action<string, double> progress, CancellationToken cancellationToken)
    {
        if (options.CsvOf(parsed) is { } csv) return CsvBacktest.Run(csv, progress, cancellationToken);
        if (options.PrometheusOf(parsed) is not { } prometheus) return await ReplayAsync(options.RecordingOf(parsed));
        using var history = await PrometheusHistory.ReadAsync(prometheus, share => progress("asking", share), cancellationToken);
        return await ReplayAsync(options.RecordingOf(parsed, history.Folder));

        Task<BacktestReport> ReplayAsync(RecordingRequest request) => RecordingBacktest.RunAsync(request, progress, cancellationToken);
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return SettingsArguments.UsageError;
    }
}
