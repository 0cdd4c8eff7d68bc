using System.Runtime.InteropServices;

namespace Telemetry.Alerting.Stages;

/// <summary>A decision and why it fell so.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Reason">Why.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Decision(DecisionKind Kind, DecisionReason Reason)
{
    /// <summary>Which one, where the reason is a kind of thing: silences, alerts, incidents, time intervals, receivers by name; else empty.</summary>
    public string By { get; init; } = "";

    /// <summary>Whether the record says anything that the episode does not know; else it leaves no trace in it.</summary>
    public bool IsNews => Reason is not (DecisionReason.Double or DecisionReason.AfterEnd);
}
