using Telemetry.Contracts.Metrics;
using Telemetry.Detection.Detectors;

namespace Telemetry.Detector.Observing;

/// <summary>Takes the counts of an exponential histogram out of a record.</summary>
internal static class ExponentialPoints
{
    /// <summary>Fills <paramref name="counts"/>; what is below zero counts as around it.</summary>
    public static void Read(in ExponentialHistogramPoint point, ExponentialCounts counts)
    {
        var low = point.ZeroCount;
        foreach (var count in point.Negative) low += count;
        var buckets = counts.Begin(point.Scale, point.ZeroThreshold, low, point.Positive.Offset, point.Positive.Count);
        var next = 0;
        foreach (var count in point.Positive) buckets[next++] = count;
        counts.Seal();
    }
}
