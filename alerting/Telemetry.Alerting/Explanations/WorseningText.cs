using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>Says how an incident became worse since somebody was woken for it.</summary>
internal static class WorseningText
{
    /// <summary>One clause: what, since when.</summary>
    public static string Of(IncidentWorsening worsening)
    {
        var what = $"{AlertContent.Name(worsening.Component)} {AlertContent.Name(worsening.Title)}";
        return $"{what}{ValueOf(worsening)} {HowOf(worsening)} at {ExplanationText.Clock(worsening.At)}";
    }

    private static string ValueOf(IncidentWorsening worsening) => double.IsFinite(worsening.Value) ? $" {Quantity.Format(worsening.Value, worsening.Unit)}" : "";

    private static string HowOf(IncidentWorsening worsening) => worsening.Reason switch
    {
        WorseningReason.LimitCrossed => $"went over its limit{ReferenceOf(worsening)}",
        WorseningReason.WiderScope => $"had been affected too{(double.IsFinite(worsening.Reference) ? $", normal is{ReferenceOf(worsening)}," : "")} since the last message",
        WorseningReason.MuchFarther => $"was twice as far from normal as told, which was{ReferenceOf(worsening)},",
        _ => "was worse",
    };

    private static string ReferenceOf(IncidentWorsening worsening) => double.IsFinite(worsening.Reference) ? $" {Quantity.Format(worsening.Reference, worsening.Unit)}" : "";
}
