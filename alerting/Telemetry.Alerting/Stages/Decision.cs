using System.Runtime.InteropServices;

namespace Telemetry.Alerting.Stages;

/// <summary>A decision and why it fell so.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Reason">Why.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Decision(DecisionKind Kind, DecisionReason Reason);
