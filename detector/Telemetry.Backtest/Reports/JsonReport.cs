using System.Text.Encodings.Web;
using System.Text.Json;
using Telemetry.Backtest.Judging;
using Telemetry.Contracts.Events;

namespace Telemetry.Backtest.Reports;

/// <summary>The report for machines (<c>docs/formats/backtest.md</c>).</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The document.</summary>
    public static string Of(BacktestReport report)
    {
        var judgement = report.Judgement;
        return JsonSerializer.Serialize(
            new
            {
                V = 1,
                report.Input,
                From = Time(report.FromMs),
                To = Time(report.ToMs),
                Seconds = Round((report.ToMs - report.FromMs) / 1000.0),
                TookSeconds = Round(report.Took.TotalSeconds),
                TimesRealTime = Round(report.TimesRealTime),
                Incidents = judgement.Incidents.Count(),
                Paged = judgement.Incidents.Count(verdict => verdict.Page is not null),
                RootFirst = judgement.Incidents.Count(verdict => verdict.RootRank == 1),
                FalsePages = judgement.FalsePages.Count,
                Events = judgement.Verdicts.Select(Of),
                Pages = report.Events.Where(line => line.Kind == EventKind.Paged).Select(page => Of(page, judgement)),
                report.Notes,
            }, Options) + "\n";
    }

    private static object Of(IncidentVerdict verdict) => new
    {
        verdict.Event.Id,
        Kind = verdict.Event.Kind.ToString().ToLowerInvariant(),
        verdict.Event.Title,
        Start = Time(verdict.Event.StartMs),
        End = Time(verdict.Event.EndMs),
        verdict.Event.Root,
        Paged = verdict.Page is not null,
        verdict.Pages,
        DelayS = Round(verdict.DelaySeconds),
        FeltS = Round(verdict.FeltSeconds),
        verdict.RootRank,
        Incident = verdict.Page?.Record.IncidentId,
        StockRule = verdict.Rule?.Alert,
        StockRuleS = Round(verdict.RuleDelaySeconds),
    };

    private static object Of(IncidentEvent page, Judgement judgement) => new
    {
        At = Time(page.AtMs),
        Incident = page.Record.IncidentId,
        page.Record.Summary,
        Root = page.Record.Root.Select(root => new { root.Component, root.Cause, Probability = Round(root.Probability) }),
        OutsideLabels = judgement.FalsePages.Contains(page),
    };

    private static string Time(long timeMs) => EventLine.Rfc3339(DateTimeOffset.FromUnixTimeMilliseconds(timeMs));

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 3) : null;
}
