using System.Globalization;
using Telemetry.Backtest.Judging;
using Telemetry.Contracts.Events;
using Telemetry.Pages;

namespace Telemetry.Backtest.Reports;

/// <summary>The report for people: one page that loads nothing.</summary>
internal static class HtmlReport
{
    private const string Style = """
        body{font:14px/1.45 system-ui,sans-serif;margin:24px auto;max-width:980px;color:#222;padding:0 12px}h1{font-size:22px}h2{font-size:17px;margin-top:28px}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 8px;border-bottom:1px solid #ddd;vertical-align:top}th{color:#666;font-weight:600}
        .good{color:#070}.bad{color:#b00;font-weight:600}.lead{font-size:17px}.grey{color:#777}svg{max-width:100%;height:auto;margin:6px 0}
        """;

    /// <summary>The page.</summary>
    public static string Of(BacktestReport report)
    {
        var html = new HtmlWriter();
        html.Write($"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Backtest of {report.Input}</title>""");
        html.WriteStyle(Style);
        html.Write($"</head><body><h1>Backtest of {report.Input}</h1>");
        WriteLead(html, report);
        if (report.Labels.Events.Count > 0) WriteVerdicts(html, report.Judgement);
        WritePages(html, report);
        WritePictures(html, report);
        WriteNotes(html, report);
        html.Write($"</body></html>\n");
        return html.ToString();
    }

    private static void WriteLead(HtmlWriter html, BacktestReport report)
    {
        html.Write($"""<p class="lead">{ReportWords.Lead(report)}</p><p class="grey">{Time(report.FromMs)} to {Time(report.ToMs)} UTC, {ReportWords.Duration((report.ToMs - report.FromMs) / 1000.0)} in {ReportWords.Duration(report.Took.TotalSeconds)}: {ReportWords.Factor(report.TimesRealTime)} real time.</p>""");
    }

    private static void WriteVerdicts(HtmlWriter html, Judgement judgement)
    {
        html.Write($"<h2>What was to be found</h2><table><tr><th></th><th>event</th><th>paged</th><th>delay</th><th>clients felt it</th><th>first stock rule</th><th>rank of the true root</th></tr>");
        foreach (var verdict in judgement.Verdicts)
        {
            var isWanted = verdict.Event.Kind == LabelKind.Incident;
            var style = isWanted == verdict.Page is not null || verdict.Event.Kind == LabelKind.Unplanned ? "good" : "bad";
            html.Write($"""<tr><td>{verdict.Event.Id}</td><td>{verdict.Event.Title}<br><span class="grey">{verdict.Event.Kind.ToString().ToLowerInvariant()}{RootOf(verdict)}</span></td>""");
            html.Write($"""<td class="{style}">{(verdict.Page is null ? "no" : "yes")}</td><td>{ReportWords.Delay(verdict.DelaySeconds)}</td><td>{ReportWords.Delay(verdict.FeltSeconds)}</td>""");
            html.Write($"<td>{ReportWords.Rule(verdict)}</td><td>{ReportWords.Rank(verdict.RootRank)}</td></tr>");
        }

        html.Write($"</table>");
    }

    private static string RootOf(IncidentVerdict verdict) => verdict.Event.Root.Length > 0 ? $", began in {verdict.Event.Root}" : "";

    private static void WritePages(HtmlWriter html, BacktestReport report)
    {
        html.Write($"<h2>Pages</h2>");
        var outside = report.Judgement.FalsePages;
        html.Write($"<table><tr><th>time</th><th>what the page said</th><th></th></tr>");
        foreach (var page in report.Events.Where(line => line.Kind == EventKind.Paged))
        {
            var remark = report.Labels.Events.Count > 0 && outside.Contains(page) ? "outside any label" : "";
            html.Write($"""<tr><td>{Time(page.AtMs)}</td><td>{page.Record.Summary}</td><td class="bad">{remark}</td></tr>""");
        }

        html.Write($"</table>");
    }

    private static void WritePictures(HtmlWriter html, BacktestReport report)
    {
        html.Write($"""<h2>What it saw</h2><p class="grey">Dark: the signal. Blue: its normal level and band. Purple: score, −log₁₀ of the probability of such a value by chance. Red spans are labelled incidents, grey ones are harmless. Red line: our page. Orange: a stock rule fires. Dotted: clients feel it.</p>""");
        foreach (var (page, drawings) in ReportPictures.Of(report))
        {
            if (page is not null) html.Write($"<h3>{Time(page.AtMs)} {page.Record.Summary}</h3>");
            foreach (var drawing in drawings) html.WriteDrawing(drawing);
        }
    }

    private static void WriteNotes(HtmlWriter html, BacktestReport report)
    {
        if (report.Notes.Count == 0) return;
        html.Write($"<h2>Notes</h2><ul>");
        foreach (var note in report.Notes) html.Write($"<li>{note}</li>");
        html.Write($"</ul>");
    }

    private static string Time(long timeMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
