using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Alerts;

/// <summary>One record of a command that did not fit into one.</summary>
/// <param name="Id">The command that it is part of.</param>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Count">Parts of the command.</param>
/// <param name="Bytes">Its bytes.</param>
internal sealed record AlertCommandPart(string Id, int Index, int Count, byte[] Bytes)
{
    /// <summary>Most parts of one command.</summary>
    public const int MaxCount = 64;

    /// <summary>Reads a record as a part; null where it is none, or cannot be read: then decoding it as a command names why.</summary>
    public static AlertCommandPart? TryRead(ReadOnlySpan<byte> record)
    {
        var reader = new ProtoReader(record);
        if (!FormatVersion.TryRead(ref reader, AlertCommandCodec.Version, out _)) return null;
        AlertCommandPart? part = null;
        while (reader.NextField())
        {
            if (reader.Field != AlertCommandCodec.Fields.Part)
            {
                reader.Skip();
                continue;
            }

            var inner = reader.ReadMessage();
            part = Read(ref inner);
            reader.Adopt(inner.Failure);
        }

        return reader.Failure.Failed ? null : part;
    }

    private static AlertCommandPart Read(scoped ref ProtoReader reader)
    {
        var id = "";
        int index = 0, count = 0;
        byte[] bytes = [];
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case AlertCommandParts.Fields.Id: id = reader.ReadText(); break;
                case AlertCommandParts.Fields.Index: index = reader.ReadInt32(MaxCount); break;
                case AlertCommandParts.Fields.Count: count = reader.ReadInt32(MaxCount); break;
                case AlertCommandParts.Fields.Bytes: bytes = reader.ReadBytes().ToArray(); break;
                default: reader.Skip(); break;
            }
        }

        if (id.Length == 0) reader.Fail(WireError.MissingField);
        if (index >= count) reader.Fail(WireError.ValueOutOfRange);
        return new(id, index, count, bytes);
    }
}
