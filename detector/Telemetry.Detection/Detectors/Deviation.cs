using System.Runtime.InteropServices;

namespace Telemetry.Detection.Detectors;

/// <summary>How far the means of a statistic are off, in their own standard deviations; above 0 is worse.</summary>
/// <param name="Quick">Largest of the quick means.</param>
/// <param name="Slow">Largest of the slow means; 0 while they have no witness.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Deviation(double Quick, double Slow)
{
    /// <summary>The larger of the two.</summary>
    public double Largest => Math.Max(Quick, Slow);
}
