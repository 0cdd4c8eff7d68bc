using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>Writes what an OTLP <c>ExponentialHistogramDataPoint</c> has besides times and attributes.</summary>
internal static class ExponentialWriter
{
    private const int Fixed64Bytes = 1 + sizeof(ulong);

    public static int SizeOf(in ExponentialValue value) =>
        Fixed64Bytes + Fixed64Bytes + (double.IsNaN(value.Sum) ? 0 : Fixed64Bytes)
        + (value.ZeroThreshold > 0 ? Fixed64Bytes : 0)
        + 1 + ProtoWriter.SizeOf(ZigZag(value.Scale)) + SizeOf(value.Positive) + SizeOf(value.Negative);

    public static void Write(ProtoWriter writer, in ExponentialValue value)
    {
        writer.WriteFixed64(OtlpFields.ExponentialHistogram.Count, value.Count);
        if (!double.IsNaN(value.Sum)) writer.WriteDouble(OtlpFields.ExponentialHistogram.Sum, value.Sum);
        writer.WriteVarint(OtlpFields.ExponentialHistogram.Scale, ZigZag(value.Scale));
        writer.WriteFixed64(OtlpFields.ExponentialHistogram.ZeroCount, value.ZeroCount);
        if (value.ZeroThreshold > 0) writer.WriteDouble(OtlpFields.ExponentialHistogram.ZeroThreshold, value.ZeroThreshold);
        Write(writer, OtlpFields.ExponentialHistogram.Positive, value.Positive);
        Write(writer, OtlpFields.ExponentialHistogram.Negative, value.Negative);
    }

    private static void Write(ProtoWriter writer, int field, in ExponentialRun run)
    {
        if (run.Counts.IsEmpty) return;
        var counts = SizeOf(run.Counts);
        writer.WriteLength(field, 1 + ProtoWriter.SizeOf(ZigZag(run.Offset)) + ProtoWriter.SizeOfDelimited(counts));
        writer.WriteVarint(OtlpFields.Buckets.Offset, ZigZag(run.Offset));
        writer.WriteLength(OtlpFields.Buckets.Counts, counts);
        foreach (var count in run.Counts) writer.WriteRawVarint(count);
    }

    private static int SizeOf(in ExponentialRun run) =>
        run.Counts.IsEmpty ? 0 : ProtoWriter.SizeOfDelimited(1 + ProtoWriter.SizeOf(ZigZag(run.Offset)) + ProtoWriter.SizeOfDelimited(SizeOf(run.Counts)));

    private static int SizeOf(ReadOnlySpan<ulong> counts)
    {
        var bytes = 0;
        foreach (var count in counts) bytes += ProtoWriter.SizeOf(count);
        return bytes;
    }

    // Field type sint32.
    private static ulong ZigZag(int value) => (uint)((value << 1) ^ (value >> 31));
}
