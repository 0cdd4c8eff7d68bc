using System.Buffers.Binary;

namespace Telemetry.Detector.Tests.Observing;

/// <summary>Dates the points of an OTLP metrics request: the real exporter takes the machine's clock, on which no test may depend.</summary>
internal static class OtlpMoment
{
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const int StartField = 2;
    private const int TimeField = 3;

    // From a request to a point: resource_metrics, scope_metrics, metrics, one of the kinds of data, data_points.
    private static readonly int[][] Path = [[1], [2], [2], [5, 7, 9, 10, 11], [1]];

    /// <summary>Sets <c>start_time_unix_nano</c> and <c>time_unix_nano</c> of every point, in place.</summary>
    public static void Set(Span<byte> request, long startMs, long timeMs) => Visit(request, 0, startMs, timeMs);

    private static void Visit(Span<byte> message, int depth, long startMs, long timeMs)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            var (field, wire) = ((int)(tag >> 3), (int)(tag & 7));
            if (wire == 0) Varint(message, ref at);
            else if (wire == 2)
            {
                var length = (int)Varint(message, ref at);
                if (depth < Path.Length && Path[depth].Contains(field)) Visit(message.Slice(at, length), depth + 1, startMs, timeMs);
                at += length;
            }
            else
            {
                if (wire == 1 && depth == Path.Length && field is (StartField or TimeField))
                    BinaryPrimitives.WriteInt64LittleEndian(message[at..], (field == StartField ? startMs : timeMs) * NanosecondsPerMillisecond);
                at += wire == 1 ? sizeof(ulong) : sizeof(uint);
            }
        }
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
    }
}
