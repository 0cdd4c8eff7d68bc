using Telemetry.Backtest.Judging;
using Telemetry.Backtest.Reports;
using Telemetry.Catalog;
using Telemetry.Cli.Backtesting;

namespace Telemetry.Benchmarks.Quality.Recordings;

/// <summary>Recorded clusters through the whole line: what is paged, when, with which root, beside the stock rules and what clients felt.</summary>
internal sealed class RecordingsMeasure : IQualityMeasure
{
    private const double PagesPerMonth = 1;

    /// <inheritdoc/>
    public string Name => "recordings";

    /// <inheritdoc/>
    public string Method => """
        Every folder of `--recordings` with a `manifest.json`, through `telemetry backtest` with the default budget. An incident is paged by a `paged` line
        between its start and its end + 2 min; its root is the component that comes first in that incident id's last line with a root up to then; every
        other page is false, unless something unplanned is labelled there. A stock rule counts for an incident if it began to fire between its start and
        its end + 15 min (rules over parts that the recorded clusters do not have are left out). *Felt* is the end of the first 30 s in which clients were
        slow or failed.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var rows = new List<QualityRow>();
        var all = new List<IncidentVerdict>();
        var falsePages = 0;
        foreach (var folder in context.Recordings().Where(folder => !context.IsReduced || Path.GetFileName(folder) == "demo"))
        {
            var report = Backtest(folder);
            var command = $"./telemetry run backtest RECORDINGS/{report.Input}";
            all.AddRange(report.Judgement.Incidents);
            falsePages += report.Judgement.FalsePages.Count;
            rows.AddRange(report.Judgement.Incidents.Select(verdict => RowOf(report.Input, verdict, command)));
            DrawFirst(context, report);
        }

        return all.Count == 0 ? [] : [.. Totals(all, falsePages), .. rows];
    }

    private static BacktestReport Backtest(string folder) => RecordingBacktest
        .RunAsync(new RecordingRequest(folder, Path.GetFileName(folder), SignalCatalog.BuiltIn, PagesPerMonth), (_, _) => { }, CancellationToken.None)
        .GetAwaiter().GetResult();

    private static IEnumerable<QualityRow> Totals(List<IncidentVerdict> incidents, int falsePages)
    {
        const string Command = "./telemetry bench quality recordings";
        var paged = incidents.FindAll(verdict => verdict.Page is not null);
        var ruled = incidents.FindAll(verdict => verdict.Rule is not null);
        var felt = incidents.FindAll(verdict => verdict.Event.FeltMs is not null);
        yield return new QualityRow("recordings: share of incidents paged", Share(paged.Count, incidents.Count), "= 1", incidents.Count, Command);
        yield return new QualityRow("recordings: pages in quiet time and at benign events", falsePages, "= 0", incidents.Count, Command);
        yield return new QualityRow("recordings: root first, of those paged", Share(paged.Count(verdict => verdict.RootRank == 1), paged.Count), "≥ 0.85", paged.Count, Command);
        yield return new QualityRow("recordings: earlier than every stock rule that fired for it", Share(ruled.Count(verdict => verdict.IsBeforeRule), ruled.Count), "= 1", ruled.Count, Command)
        {
            Note = "a rule over hours or days that earlier faults had set alight fires at a moment that tells nothing of the incident; see the rows",
        };
        yield return new QualityRow("recordings: before clients felt it", Share(felt.Count(verdict => verdict.IsBeforeFelt), felt.Count), "", felt.Count, Command)
        {
            Note = "the goal holds where the fault ramps",
        };
    }

    private static QualityRow RowOf(string recording, IncidentVerdict verdict, string command) =>
        new($"{recording} {verdict.Event.Id}: seconds from start to page", verdict.DelaySeconds ?? double.NaN, "", 1, command)
        {
            Note = $"root's rank {ReportWords.Rank(verdict.RootRank)}; clients felt it after {ReportWords.Delay(verdict.FeltSeconds)}; stock rule: {ReportWords.Rule(verdict)}",
        };

    private void DrawFirst(QualityContext context, BacktestReport report)
    {
        foreach (var (page, drawings) in ReportPictures.Of(report))
            if (page is not null && drawings.Count > 0) context.Draw(Name, $"{report.Input} {page.Record.Root[0].Component} at {(page.AtMs - report.FromMs) / 1000} s", drawings[0]);
    }

    private static double Share(int part, int whole) => whole == 0 ? double.NaN : (double)part / whole;
}
