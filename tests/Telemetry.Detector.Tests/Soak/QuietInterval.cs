using System.Runtime.InteropServices;

namespace Telemetry.Detector.Tests.Soak;

/// <summary>What a family of a healthy part goes through between two scrapes.</summary>
/// <param name="Load">Requests, as a factor of the usual.</param>
/// <param name="Slowness">Latency, as a factor of the usual.</param>
/// <param name="Seconds">Time since the last scrape.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QuietInterval(double Load, double Slowness, double Seconds);
