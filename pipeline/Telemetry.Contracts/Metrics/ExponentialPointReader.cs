using System.Buffers;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>Reads one OTLP <c>ExponentialHistogramDataPoint</c>.</summary>
internal static class ExponentialPointReader
{
    private const int MinScale = -10;
    private const int MaxScale = 20;

    /// <summary>False when the point contradicts itself; a failure of the wire format is in <paramref name="point"/>.</summary>
    public static bool TryRead(scoped ref ProtoReader point, out ExponentialHistogramPoint histogram)
    {
        var attributes = new AttributeSpot(OtlpFields.ExponentialHistogram.Attributes);
        ExponentialBuckets positive = default, negative = default;
        ulong time = 0, start = 0, count = 0, zeroCount = 0, flags = 0;
        double sum = double.NaN, threshold = 0;
        var scale = 0;
        while (attributes.NextOther(ref point))
        {
            switch (point.Field)
            {
                case OtlpFields.ExponentialHistogram.StartTime: start = point.ReadFixed64(); break;
                case OtlpFields.ExponentialHistogram.Time: time = point.ReadFixed64(); break;
                case OtlpFields.ExponentialHistogram.Count: count = point.ReadFixed64(); break;
                case OtlpFields.ExponentialHistogram.Sum: sum = point.ReadDouble(); break;
                case OtlpFields.ExponentialHistogram.Scale: scale = point.ReadSInt32(); break;
                case OtlpFields.ExponentialHistogram.ZeroCount: zeroCount = point.ReadFixed64(); break;
                case OtlpFields.ExponentialHistogram.Positive: positive = ReadBuckets(ref point); break;
                case OtlpFields.ExponentialHistogram.Negative: negative = ReadBuckets(ref point); break;
                case OtlpFields.ExponentialHistogram.Flags: flags = point.ReadVarint(); break;
                case OtlpFields.ExponentialHistogram.ZeroThreshold: threshold = point.ReadDouble(); break;
                default: point.Skip(); break;
            }
        }

        histogram = new ExponentialHistogramPoint
        {
            Attributes = attributes.List,
            TimeMs = OtlpTime.ToMs(time),
            StartTimeMs = OtlpTime.ToMs(start),
            Count = count,
            Sum = sum,
            Scale = scale,
            ZeroCount = zeroCount,
            ZeroThreshold = threshold,
            Positive = positive,
            Negative = negative,
            IsStale = (flags & OtlpFields.NoRecordedValue) != 0,
        };
        return Fits(histogram);
    }

    private static ExponentialBuckets ReadBuckets(scoped ref ProtoReader point)
    {
        var buckets = point.ReadMessage();
        ReadOnlySpan<byte> packed = default;
        var offset = 0;
        while (buckets.NextField())
        {
            switch (buckets.Field)
            {
                case OtlpFields.Buckets.Offset: offset = buckets.ReadSInt32(); break;
                case OtlpFields.Buckets.Counts: packed = Join(packed, ReadCounts(ref buckets)); break;
                default: buckets.Skip(); break;
            }
        }

        var count = Check(packed, ref buckets);
        point.Adopt(buckets.Failure);
        return new ExponentialBuckets(offset, count, packed);
    }

    /// <summary>A packed run, or one number that is not packed: the bytes are the same.</summary>
    private static ReadOnlySpan<byte> ReadCounts(scoped ref ProtoReader buckets)
    {
        if (buckets.Type != WireType.Varint) return buckets.ReadBytes();
        var begin = buckets.Offset;
        buckets.Skip();
        return buckets.Slice(begin, buckets.Offset);
    }

    private static ReadOnlySpan<byte> Join(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (first.IsEmpty) return second;
        var joined = new ArrayBufferWriter<byte>(first.Length + second.Length);
        joined.Write(first);
        joined.Write(second);
        return joined.WrittenSpan;
    }

    private static int Check(ReadOnlySpan<byte> packed, scoped ref ProtoReader buckets)
    {
        var numbers = new PackedVarints(packed);
        var count = 0;
        while (numbers.TryRead(out _)) count++;
        if (numbers.HasRest) buckets.Fail(WireError.MalformedVarint);
        return count;
    }

    /// <summary>A scale that OTLP knows, a bearable number of buckets whose indexes are whole numbers of 32 bits.</summary>
    private static bool Fits(in ExponentialHistogramPoint point) =>
        point.Scale is >= MinScale and <= MaxScale && point.ZeroThreshold >= 0 && Fits(point.Positive) && Fits(point.Negative);

    private static bool Fits(in ExponentialBuckets buckets) =>
        buckets.Count <= ExponentialBuckets.MaxBuckets && buckets.Offset <= int.MaxValue - ExponentialBuckets.MaxBuckets;
}
