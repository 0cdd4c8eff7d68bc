using System.Runtime.InteropServices;

namespace Telemetry.Detector.Observing.Feeds;

/// <summary>What the first point of a series looked like.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct SeriesShape
{
    /// <summary>Upper bounds of a classic histogram, ascending, without +Inf; else empty.</summary>
    public ReadOnlySpan<double> Bounds { get; init; }

    /// <summary>Whether it is an exponential histogram.</summary>
    public bool IsExponential { get; init; }
}
