using System.Runtime.InteropServices;

namespace Telemetry.Detection.Statistics;

/// <summary>What <see cref="InnovationFilter"/> reads from a standardised value.</summary>
/// <param name="Innovation">What its past did not foretell, in standard deviations.</param>
/// <param name="State">Where the wandering then is.</param>
/// <param name="Level">The same in the standard deviations of the wandering; 0 for a series that does not wander.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Foretelling(double Innovation, double State, double Level);
