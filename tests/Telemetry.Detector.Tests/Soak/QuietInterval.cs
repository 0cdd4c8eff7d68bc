using System.Runtime.InteropServices;

namespace Telemetry.Detector.Tests.Soak;

/// <summary>What a family of a healthy part goes through between two scrapes.</summary>
/// <param name="Load">Requests, as a factor of the usual.</param>
/// <param name="Slowness">Latency, as a factor of the usual.</param>
/// <param name="Seconds">Time since the last scrape.</param>
/// <param name="Stalls">Moments of <see cref="StallSeconds"/> in which it stood still.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QuietInterval(double Load, double Slowness, double Seconds, int Stalls)
{
    /// <summary>How long a stall lasts, seconds.</summary>
    public const double StallSeconds = 10;

    /// <summary>How much slower it is meanwhile.</summary>
    public const double StallSlowness = 4;

    /// <summary>Share of the interval that it was stalled.</summary>
    public double StalledShare => Math.Min(1, Stalls * StallSeconds / Seconds);
}
