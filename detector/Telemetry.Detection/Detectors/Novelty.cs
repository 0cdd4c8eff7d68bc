using System.Runtime.InteropServices;

namespace Telemetry.Detection.Detectors;

/// <summary>What a statistic brings that is new.</summary>
/// <param name="Innovation">What its past did not foretell, in standard deviations.</param>
/// <param name="Standard">How far it lies from its usual location, in scales.</param>
/// <param name="State">Where its wandering is with it, in scales.</param>
/// <param name="Level">The same in the standard deviations of the wandering.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Novelty(double Innovation, double Standard, double State, double Level);
