using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.DeadLetters;

/// <summary>Encoding of a <see cref="DeadLetterRecord"/>: <c>docs/formats/deadletter.md</c>.</summary>
public static class DeadLetterCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    private static class Fields
    {
        public const int Stream = 2;
        public const int Partition = 3;
        public const int Offset = 4;
        public const int Reason = 5;
        public const int Detail = 6;
        public const int Key = 7;
        public const int Value = 8;
        public const int ValueBytes = 9;
    }

    /// <summary>Encodes a record, key and value cut to their bounds; the result is valid until the writer is used again.</summary>
    public static ReadOnlyMemory<byte> Encode(ProtoWriter writer, DeadLetterRecord record)
    {
        writer.Clear();
        FormatVersion.Write(writer, Version);
        writer.WriteText(Fields.Stream, record.Stream);
        writer.WriteVarint(Fields.Partition, (ulong)record.Partition);
        writer.WriteInt64(Fields.Offset, record.Offset);
        writer.WriteText(Fields.Reason, record.Reason);
        writer.WriteText(Fields.Detail, record.Detail);
        writer.WriteBytes(Fields.Key, Cut(record.Key, DeadLetterRecord.MaxKeyBytes));
        writer.WriteBytes(Fields.Value, Cut(record.Value, DeadLetterRecord.MaxValueBytes));
        writer.WriteInt64(Fields.ValueBytes, Math.Max(record.ValueBytes, record.Value.Length));
        return writer.Written;
    }

    /// <summary>Decodes a record; null, with the reason, when it cannot be read.</summary>
    public static DeadLetterRecord? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var record = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : record;
    }

    private static DeadLetterRecord Read(scoped ref ProtoReader reader)
    {
        string stream = "", reason = "", detail = "";
        var partition = 0;
        long offset = 0, valueBytes = 0;
        byte[] key = [], value = [];
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Stream: stream = reader.ReadText(); break;
                case Fields.Partition: partition = reader.ReadInt32(); break;
                case Fields.Offset: offset = reader.ReadInt64(); break;
                case Fields.Reason: reason = reader.ReadText(); break;
                case Fields.Detail: detail = reader.ReadText(); break;
                case Fields.Key: key = reader.ReadBytes().ToArray(); break;
                case Fields.Value: value = reader.ReadBytes().ToArray(); break;
                case Fields.ValueBytes: valueBytes = reader.ReadInt64(); break;
                default: reader.Skip(); break;
            }
        }

        if (stream.Length == 0) reader.Fail(WireError.MissingField);
        return new DeadLetterRecord
        {
            Stream = stream,
            Partition = partition,
            Offset = offset,
            Reason = reason,
            Detail = detail,
            Key = key,
            Value = value,
            ValueBytes = valueBytes,
        };
    }

    private static ReadOnlySpan<byte> Cut(ReadOnlyMemory<byte> bytes, int max) => bytes.Span[..Math.Min(bytes.Length, max)];
}
