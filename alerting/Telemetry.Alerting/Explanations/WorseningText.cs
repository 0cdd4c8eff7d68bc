using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>Says how an incident became worse since somebody was woken for it.</summary>
internal static class WorseningText
{
    /// <summary>One clause: when, what, how far, and what was told or is normal.</summary>
    public static string Of(IncidentWorsening worsening)
    {
        var what = $"{AlertContent.Name(worsening.Component)} {AlertContent.Name(worsening.Title)}";
        return $"at {ExplanationText.Clock(worsening.At)} {what} was {HowOf(worsening)}";
    }

    private static string HowOf(IncidentWorsening worsening)
    {
        var (value, reference) = (Text(worsening.Value, worsening.Unit), Text(worsening.Reference, worsening.Unit));
        return worsening.Reason switch
        {
            WorseningReason.LimitCrossed => $"{Then(value, ", ")}over its limit{Before(" ", reference)}",
            WorseningReason.WiderScope => $"affected as well{Before(": ", value)}{(value.Length > 0 && reference.Length > 0 ? $" where {reference} is normal" : "")}",
            WorseningReason.MuchFarther => $"{Then(value, ", ")}twice as far from normal as what had been told{Before(", ", reference)}",
            _ => $"worse{Before(": ", value)}",
        };
    }

    private static string Text(double value, string unit) => double.IsFinite(value) ? Quantity.Format(value, unit) : "";

    private static string Before(string separator, string text) => text.Length > 0 ? separator + text : "";

    private static string Then(string text, string separator) => text.Length > 0 ? text + separator : "";
}
