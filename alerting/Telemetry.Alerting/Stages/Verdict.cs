using System.Runtime.InteropServices;
using Telemetry.Alerting.Episodes;

namespace Telemetry.Alerting.Stages;

/// <summary>A decision after everything that may hold it back, from all or from some.</summary>
/// <param name="Decision">What is done.</param>
/// <param name="Held">Receivers that are not told of it yet, though others are.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Verdict(Decision Decision, IReadOnlyList<HeldReceiver> Held);
