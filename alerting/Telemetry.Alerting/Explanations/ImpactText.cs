using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>Says what users feel, how bad it is, and by which rule somebody is told.</summary>
internal static class ImpactText
{
    /// <summary>What users feel now.</summary>
    public static string Felt(IncidentRecord record)
    {
        if (record.Signals.Count == 0) return record.Change == IncidentChange.Resolved ? "Nothing any more." : "Not measured.";
        return Lead(record) is { } felt ? Describe(felt) : $"Nothing that users call is slow yet. Strongest sign: {Describe(record.Signals[0])}";
    }

    /// <summary>How far what is felt, or else the strongest sign, is from normal, and beyond which limit.</summary>
    public static string HowBad(IncidentRecord record)
    {
        if ((Lead(record) ?? (record.Signals.Count > 0 ? record.Signals[0] : null)) is not { } lead) return "";
        var deviation = Quantity.Deviation(lead.Value, lead.Baseline);
        var distance = deviation.Length switch
        {
            0 => "",
            _ when deviation.EndsWith('×') => $"{deviation} what is normal",
            _ => $"{deviation} against normal",
        };
        var crossed = record.Signals.FirstOrDefault(signal => signal.Breach is { IsCrossed: true });
        var limit = crossed is null ? "" : $"{AlertContent.Name(crossed.Component)} {ExplanationText.Title(crossed)} is over its limit {Quantity.Format(crossed.Breach!.Limit, crossed.Unit)}";
        return string.Join("; ", new[] { distance, limit, Unusual(record) }.Where(part => part.Length > 0));
    }

    /// <summary>The rule that announced it.</summary>
    public static string WhyPage(IncidentRecord record)
    {
        var foretold = record.Signals.Any(signal => signal.Breach is { IsCrossed: false });
        return record.Severity switch
        {
            Severity.Critical when record.Worsening is { } worsening => $"critical, and worse than it was when somebody was told: {WorseningText.Of(worsening)}",
            Severity.Critical when foretold => "critical: a limit is foretold to be crossed, and a signal drifts with it",
            Severity.Critical => "critical: the evidence passed the budget of false alarms of a page, and users or the control plane's objectives feel it",
            Severity.Warning => "warning: the evidence passed the budget of false alarms of a ticket; nothing that users feel passed that of a page",
            _ => "info: shown, never sent",
        };
    }

    private static IncidentSignal? Lead(IncidentRecord record) =>
        UserFacing.Parts.Select(component => record.Signals.FirstOrDefault(signal => signal.Component == component)).FirstOrDefault(signal => signal is not null);

    private static string Unusual(IncidentRecord record)
    {
        var parts = record.Signals.Select(signal => signal.Component).Distinct(StringComparer.Ordinal).Count();
        return $"{record.Signals.Count} unusual {(record.Signals.Count == 1 ? "signal" : "signals")} in {parts} {(parts == 1 ? "part" : "parts")}";
    }

    private static string Describe(IncidentSignal signal) =>
        $"{ExplanationText.Felt(signal)}, at {AlertContent.Name(signal.Instance)}";
}
