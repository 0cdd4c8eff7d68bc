using System.Runtime.InteropServices;

namespace Telemetry.Detection.Correlation;

/// <summary>A candidate for where it began.</summary>
/// <param name="Component">Component.</param>
/// <param name="Cause">What about it; empty where unknown.</param>
/// <param name="Probability">Posterior, 0 to 1; all candidates' sum to at most 1, the rest being unknown.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RootCause(string Component, string Cause, double Probability);
