using System.Globalization;
using Spectre.Console;
using Telemetry.Backtest.Judging;
using Telemetry.Backtest.Reports;
using Telemetry.Cli.Terminal;
using Telemetry.Contracts.Events;

namespace Telemetry.Cli.Backtesting;

/// <summary>A report on the terminal: what it came to, event by event, then the pages and what was odd.</summary>
internal static class ReportTable
{
    private const int PlainWidth = 170;
    private const int MaxPages = 50;

    /// <summary>Prints it.</summary>
    public static void Print(BacktestReport report)
    {
        var console = TerminalConsole.Create(PlainWidth);
        if (report.Labels.Events.Count > 0) console.Write(EventsOf(report.Judgement));
        PrintPages(console, report);
        foreach (var note in report.Notes) console.MarkupLineInterpolated($"[grey]{note}.[/]");
        console.MarkupLineInterpolated($"[bold]{ReportWords.Lead(report)}[/] {ReportWords.Duration((report.ToMs - report.FromMs) / 1000.0)} in {ReportWords.Duration(report.Took.TotalSeconds)}: {ReportWords.Factor(report.TimesRealTime)} real time.");
    }

    private static Table EventsOf(Judgement judgement)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "kind", "event", "page after", "felt after", "stock rule after", "root's rank");
        foreach (var verdict in judgement.Verdicts)
        {
            table.AddRow(
                new Text(verdict.Event.Id),
                new Text(verdict.Event.Kind.ToString().ToLowerInvariant()),
                new Text(verdict.Event.Title),
                new Markup(PageOf(verdict)),
                new Text(ReportWords.Delay(verdict.FeltSeconds)),
                new Text(ReportWords.Rule(verdict)),
                new Text(ReportWords.Rank(verdict.RootRank)));
        }

        return table;
    }

    private static string PageOf(IncidentVerdict verdict) => (verdict.Event.Kind, verdict.Page) switch
    {
        (LabelKind.Incident, null) => "[red]missed[/]",
        (LabelKind.Incident, _) => $"[green]{ReportWords.Delay(verdict.DelaySeconds)}[/]",
        (LabelKind.Benign, not null) => $"[red]{ReportWords.Delay(verdict.DelaySeconds)}[/]",
        _ => ReportWords.Delay(verdict.DelaySeconds),
    };

    private static void PrintPages(IAnsiConsole console, BacktestReport report)
    {
        var outside = report.Judgement.FalsePages;
        var pages = report.Events.Where(line => line.Kind == EventKind.Paged).ToList();
        foreach (var page in pages.Take(MaxPages))
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(page.AtMs).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            var remark = report.Labels.Events.Count > 0 && outside.Contains(page) ? " [red](outside any label)[/]" : "";
            console.MarkupLine($"[red]page[/] {at}  {Markup.Escape(page.Record.Summary)}{remark}");
        }

        if (pages.Count > MaxPages) console.MarkupLineInterpolated($"… and {pages.Count - MaxPages} more pages.");
    }
}
