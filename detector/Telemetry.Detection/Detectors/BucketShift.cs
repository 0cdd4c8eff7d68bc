using System.Runtime.InteropServices;

namespace Telemetry.Detection.Detectors;

/// <summary>How the share of observations in a range of neighbouring buckets moved.</summary>
/// <param name="Lower">Exclusive lower bound in the signal's unit; 0 or −∞ for the first bucket.</param>
/// <param name="Upper">Inclusive upper bound; +∞ for the last bucket.</param>
/// <param name="NormalShare">Share of observations that the reference expects there, 0 to 1.</param>
/// <param name="Share">Share now, 0 to 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BucketShift(double Lower, double Upper, double NormalShare, double Share)
{
    /// <summary>Most ranges that one signal is described by.</summary>
    public const int MaxCount = 6;
}
