using System.Runtime.InteropServices;

namespace Telemetry.Detection.Detectors;

/// <summary>What a statistic brings that is new.</summary>
/// <param name="Innovation">What its past did not foretell, in standard deviations.</param>
/// <param name="Standard">How far it lies from its usual location, in scales.</param>
/// <param name="Level">Where its wandering is with it, in the standard deviations of the wandering.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Novelty(double Innovation, double Standard, double Level);
