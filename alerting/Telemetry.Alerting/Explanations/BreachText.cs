using System.Globalization;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>Says when a limit is crossed, between which edges, and how probable that is.</summary>
internal static class BreachText
{
    /// <summary>One sentence of the first limit to be crossed; empty where none is foretold.</summary>
    public static string Of(IncidentRecord record)
    {
        var next = record.Signals.Where(signal => signal.Breach is not null).OrderBy(signal => signal.Breach!.Expected ?? DateTimeOffset.MaxValue).FirstOrDefault();
        return next?.Breach is { } breach ? Describe(next, breach, record.At) : "";
    }

    private static string Describe(IncidentSignal signal, IncidentBreach breach, DateTimeOffset now)
    {
        var what = $"{AlertContent.Name(signal.Component)} {ExplanationText.Title(signal)}";
        var limit = $"{(breach.IsPromised ? "promised limit" : "limit")} {Quantity.Format(breach.Limit, signal.Unit)}";
        if (breach.IsCrossed) return $"{what} is over its {limit} now";
        var odds = double.IsFinite(breach.Probability) ? $", odds {AlertContent.Percent(breach.Probability)}" : "";
        return breach.Expected is { } expected
            ? $"{what} crosses its {limit} about {ExplanationText.Clock(expected)} UTC, in {Minutes(expected - now)} min (90 % range {Edge(breach.Earliest, now)}–{Edge(breach.Latest, now)}){odds}"
            : $"{what} is on its way to its {limit}, not before {Edge(breach.Earliest, now)} min{odds}";
    }

    private static string Edge(DateTimeOffset? edge, DateTimeOffset now) => edge is { } known ? Minutes(known - now) : ">30";

    private static string Minutes(TimeSpan span) => Math.Max(0, Math.Round(span.TotalMinutes)).ToString("0", CultureInfo.InvariantCulture);
}
