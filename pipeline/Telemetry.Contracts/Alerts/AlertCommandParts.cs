using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Alerts;

/// <summary>Cuts a command that is over the record limit into records, whose bytes <see cref="AlertCommandAssembler"/> puts together again.</summary>
public static class AlertCommandParts
{
    /// <summary>Most bytes of a command in one record; the rest of the limit is room for the envelope and the key.</summary>
    public const int MaxBytes = Streams.MaxRecordBytes - 1024;

    internal static class Fields
    {
        public const int Id = 1;
        public const int Index = 2;
        public const int Count = 3;
        public const int Bytes = 4;
    }

    /// <summary>The records of an encoded command, in the order in which they must be published: itself where it fits into one.</summary>
    /// <param name="encoded">The command's encoding.</param>
    /// <param name="at">When it was received.</param>
    /// <param name="id">Identity of the whole, not used before.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> Of(ReadOnlyMemory<byte> encoded, DateTimeOffset at, Guid id)
    {
        if (encoded.Length <= MaxBytes)
        {
            yield return encoded;
            yield break;
        }

        var count = (encoded.Length + MaxBytes - 1) / MaxBytes;
        for (var index = 0; index < count; index++)
        {
            var begin = index * MaxBytes;
            yield return Encode(at, id, index, count, encoded[begin..Math.Min(begin + MaxBytes, encoded.Length)].Span);
        }
    }

    private static ReadOnlyMemory<byte> Encode(DateTimeOffset at, Guid id, int index, int count, ReadOnlySpan<byte> bytes)
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, AlertCommandCodec.Version);
        AlertTime.Write(writer, AlertCommandCodec.Fields.At, at);
        var begin = writer.BeginMessage(AlertCommandCodec.Fields.Part);
        writer.WriteText(Fields.Id, id.ToString("N"));
        writer.WriteVarint(Fields.Index, (ulong)index);
        writer.WriteVarint(Fields.Count, (ulong)count);
        writer.WriteBytes(Fields.Bytes, bytes);
        writer.EndMessage(begin);
        return writer.Written;
    }
}
