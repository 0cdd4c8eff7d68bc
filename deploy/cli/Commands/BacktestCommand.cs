using System.CommandLine;
using Telemetry.Backtest;
using Telemetry.Backtest.Running;
using Telemetry.Cli.Backtesting;
using Telemetry.Cli.Replaying;
using Telemetry.Cli.Settings;

namespace Telemetry.Cli.Commands;

/// <summary><c>telemetry backtest</c>: would it have paged, when, and with which root?</summary>
internal static class BacktestCommand
{
    public static Command Create()
    {
        var csv = new Option<string?>("--csv") { Description = "A file of series: first column time, then `value`, one column a series, or `series,value`; .gz or not (docs/backtest.md).", HelpName = "FILE" };
        var scores = new Option<string?>("--scores") { Description = "Writes timestamp,series,value,score,alert,warming for every cell of the input.", HelpName = "OUT.csv" };
        var events = new Option<string?>("--events") { Description = "Writes what happened to incidents, a JSON object a line (docs/formats/events.md).", HelpName = "OUT.jsonl" };
        var forecasts = new Option<string?>("--forecasts") { Description = "Writes what each series was expected to be 1, 5, 15 and 30 minutes later, with bands.", HelpName = "OUT.csv" };
        var budget = new Option<double>("--budget")
        {
            Description = "False pages allowed per day, by all series together and by each on its own; the default is one in 30 days.",
            HelpName = "PER_DAY",
            DefaultValueFactory = _ => BacktestSettings.DefaultBudgetPerDay,
        };
        var command = new Command("backtest", "Runs the detector over what has been recorded: would it have paged, when, and with which root?") { csv, scores, events, forecasts, budget };
        command.SetAction((parsed, _) =>
        {
            var perDay = parsed.GetValue(budget);
            if (parsed.GetValue(csv) is not { } file) return Task.FromResult(Refuse("Name what to run over: --csv FILE."));
            if (!(perDay > 0) || double.IsInfinity(perDay)) return Task.FromResult(Refuse($"--budget {perDay}: give a number of false pages per day above 0."));
            var request = new CsvRequest(file, parsed.GetValue(scores), parsed.GetValue(events), parsed.GetValue(forecasts), new BacktestSettings(perDay));
            return Task.FromResult(Run(request));
        });
        return command;
    }

    private static int Run(CsvRequest request)
    {
        using var signals = new StopSignals();
        try
        {
            var progress = new ProgressBar(Console.Error, !Console.IsErrorRedirected, TimeProvider.System);
            CsvBacktest.Run(request, Console.Out, progress, signals.Token);
            return 0;
        }
        catch (BacktestException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted; what was written is not whole.");
            return 1;
        }
    }

    private static int Refuse(string reason)
    {
        Console.Error.WriteLine(reason);
        return SettingsArguments.UsageError;
    }
}
