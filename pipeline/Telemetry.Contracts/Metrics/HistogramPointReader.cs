using System.Runtime.InteropServices;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>Reads one OTLP <c>HistogramDataPoint</c>.</summary>
internal static class HistogramPointReader
{
    /// <summary>False when the point contradicts itself; a failure of the wire format is in <paramref name="point"/>.</summary>
    public static bool TryRead(scoped ref ProtoReader point, out HistogramPoint histogram)
    {
        var attributes = new AttributeSpot(OtlpFields.Histogram.Attributes);
        Fixed64Spot counts = default, bounds = default;
        ulong time = 0, start = 0, count = 0, flags = 0;
        var sum = double.NaN;
        while (attributes.NextOther(ref point))
        {
            switch (point.Field)
            {
                case OtlpFields.Histogram.StartTime: start = point.ReadFixed64(); break;
                case OtlpFields.Histogram.Time: time = point.ReadFixed64(); break;
                case OtlpFields.Histogram.Count: count = point.ReadFixed64(); break;
                case OtlpFields.Histogram.Sum: sum = point.ReadDouble(); break;
                case OtlpFields.Histogram.BucketCounts: counts.Take(ref point); break;
                case OtlpFields.Histogram.ExplicitBounds: bounds.Take(ref point); break;
                case OtlpFields.Histogram.Flags: flags = point.ReadVarint(); break;
                default: point.Skip(); break;
            }
        }

        histogram = new HistogramPoint(attributes.List, OtlpTime.ToMs(time), OtlpTime.ToMs(start), count, sum,
            MemoryMarshal.Cast<ulong, double>(bounds.Values), counts.Values, (flags & OtlpFields.NoRecordedValue) != 0);
        return Fits(histogram);
    }

    /// <summary>One bucket more than bounds, or neither: then only count and sum are known.</summary>
    private static bool Fits(in HistogramPoint point) =>
        point.BucketCounts.Length == point.Bounds.Length + 1 || (point.BucketCounts.IsEmpty && point.Bounds.IsEmpty);
}
