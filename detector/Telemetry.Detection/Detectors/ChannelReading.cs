using System.Runtime.InteropServices;

namespace Telemetry.Detection.Detectors;

/// <summary>What one statistic of a scrape says to its <see cref="DriftChannel"/>.</summary>
/// <param name="Statistic">The statistic, scaled to the usual interval.</param>
/// <param name="Novelty">What is new in it.</param>
/// <param name="Deviation">How far it moves the means.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChannelReading(double Statistic, Novelty Novelty, Deviation Deviation);
