using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>Reads <c>BucketSpan</c>: a gap and a run of buckets behind it.</summary>
internal static class SpanMessage
{
    /// <summary>False where it is not well formed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out int offset, out uint length)
    {
        (offset, length) = (0, 0);
        var reader = new ProtoReader(message);
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case ClientModel.Span.Offset: offset = reader.ReadSInt32(); break;
                case ClientModel.Span.Length: length = (uint)reader.ReadInt32(); break;
                default: reader.Skip(); break;
            }
        }

        return !reader.Failure.Failed;
    }
}
