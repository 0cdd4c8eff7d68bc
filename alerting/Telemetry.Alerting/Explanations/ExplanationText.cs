using System.Globalization;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>The sentences of an explanation.</summary>
internal static class ExplanationText
{
    public static string Headline(RootCandidate? root, IncidentSignal? lead)
    {
        var sign = lead is null ? "" : $": {SignOf(lead, root?.Component)}";
        return root is null
            ? $"The root is unknown{sign}."
            : $"Probably {AlertContent.RootName(root)}, odds {AlertContent.Percent(root.Probability)}{sign}.";
    }

    public static string Began(IncidentRecord latest, IncidentRecord evidence)
    {
        var root = latest.Root.Count > 0 ? latest.Root[0].Component : "";
        var first = evidence.Signals.Where(signal => signal.Onset > DateTimeOffset.UnixEpoch)
            .OrderBy(signal => signal.Component != root).ThenBy(signal => signal.Onset).FirstOrDefault();
        var where = first is null ? "" : $", seen first in {Title(first)} of {AlertContent.Name(first.Instance)}";
        var end = latest.Change == IncidentChange.Resolved ? $" Signals were normal again at {Clock(latest.At)}." : "";
        return $"It began at {Moment(latest.Began)}{where}; this is the evidence of {Clock(evidence.At)}.{end}";
    }

    public static string Worsened(IncidentWorsening worsening)
    {
        var times = worsening.Number > 1 ? string.Create(CultureInfo.InvariantCulture, $" {worsening.Number} times, last") : "";
        return $"After it was told it became worse{times}: {WorseningText.Of(worsening)}.";
    }

    public static string Felt(IncidentSignal signal) => SignOf(signal, component: null);

    public static string Others(IReadOnlyList<RootCandidate> root)
    {
        if (root.Count == 0) return "";
        var unknown = $"unknown {AlertContent.Percent(Math.Max(0, 1 - root.Sum(candidate => candidate.Probability)))}";
        return $"Otherwise: {string.Join(", ", root.Skip(1).Select(candidate => $"{AlertContent.RootName(candidate)} {AlertContent.Percent(candidate.Probability)}").Append(unknown))}.";
    }

    public static string Budget(IncidentSignal signal) =>
        $"{Title(signal)} of {AlertContent.Name(signal.Component)} has {signal.BudgetFactor.ToString("0.##", CultureInfo.InvariantCulture)} × its budget of false alarms, by what people said of earlier incidents.";

    /// <summary>What people call a signal; its id where a record does not say.</summary>
    public static string Title(IncidentSignal signal) => AlertContent.Name(signal.Title.Length > 0 ? signal.Title : signal.Signal);

    /// <summary>A time as an on-call engineer compares it with logs.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The time of the day.</summary>
    public static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private static string SignOf(IncidentSignal signal, string? component)
    {
        var of = signal.Component == component ? "" : $"{AlertContent.Name(signal.Component)} ";
        var measure = signal.Measure.Length > 0 ? $" {AlertContent.Name(signal.Measure)}" : "";
        if (!double.IsFinite(signal.Value)) return $"{of}{Title(signal)} is unusual";
        var normal = double.IsFinite(signal.Baseline) ? $" where {Quantity.Format(signal.Baseline, signal.Unit)} is normal" : "";
        return $"{of}{Title(signal)}{measure} is {Quantity.Format(signal.Value, signal.Unit)}{normal}";
    }
}
