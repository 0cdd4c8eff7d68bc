using System.Globalization;
using Telemetry.Backtest.Judging;
using Telemetry.Contracts.Events;

namespace Telemetry.Backtest.Reports;

/// <summary>Figures of a report as people read them.</summary>
internal static class ReportWords
{
    private const double MinuteSeconds = 60;
    private const double HourSeconds = 3600;
    private const double DaySeconds = 86_400;

    /// <summary>What it came to, in a sentence.</summary>
    public static string Lead(BacktestReport report)
    {
        var judgement = report.Judgement;
        var tickets = report.Events.Count(line => line.Kind == EventKind.Ticketed);
        if (report.Labels.Events.Count == 0) return $"{judgement.Pages} pages, {tickets} tickets.";
        var incidents = judgement.Incidents.ToList();
        var rooted = incidents.Count(verdict => verdict.RootRank == 1);
        return $"{incidents.Count(verdict => verdict.Page is not null)} of {incidents.Count} incidents paged, root named first in {rooted}, before every stock rule in {incidents.Count(verdict => verdict.IsBeforeRule)}; {judgement.FalsePages.Count} pages outside any label.";
    }

    /// <summary>A delay from an event's start; a dash for none.</summary>
    public static string Delay(double? seconds) => seconds is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known:0.0} s") : "–";

    /// <summary>A stock rule and its delay.</summary>
    public static string Rule(IncidentVerdict verdict) => verdict.Rule is { } rule ? $"{rule.Alert}, {Delay(verdict.RuleDelaySeconds)}" : "none";

    /// <summary>A rank.</summary>
    public static string Rank(int? rank) => rank switch { null => "–", 0 => "not named", var known => known.Value.ToString(CultureInfo.InvariantCulture) };

    /// <summary>A length of time.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        >= 2 * DaySeconds => string.Create(CultureInfo.InvariantCulture, $"{seconds / DaySeconds:0.#} days"),
        >= 2 * HourSeconds => string.Create(CultureInfo.InvariantCulture, $"{seconds / HourSeconds:0.#} h"),
        >= 2 * MinuteSeconds => string.Create(CultureInfo.InvariantCulture, $"{seconds / MinuteSeconds:0.#} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s"),
    };

    /// <summary>A factor.</summary>
    public static string Factor(double factor) => string.Create(CultureInfo.InvariantCulture, $"{factor:#,0}×");
}
