using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Changes;

/// <summary>Encoding of a <see cref="ChangeRecord"/>: <c>docs/formats/changes.md</c>.</summary>
public static class ChangeCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    private static class Fields
    {
        public const int ChangeId = 2;
        public const int Cluster = 3;
        public const int AtMs = 4;
        public const int Kind = 5;
        public const int Namespace = 6;
        public const int Name = 7;
        public const int What = 8;
        public const int From = 9;
        public const int To = 10;
        public const int By = 11;
        public const int MadeMs = 12;
        public const int Component = 13;
        public const int Detail = 14;
    }

    /// <summary>Encodes a record; the result is valid until the writer is used again.</summary>
    public static ReadOnlyMemory<byte> Encode(ProtoWriter writer, ChangeRecord change)
    {
        writer.Clear();
        FormatVersion.Write(writer, Version);
        writer.WriteText(Fields.ChangeId, change.ChangeId);
        writer.WriteText(Fields.Cluster, change.Cluster);
        writer.WriteInt64(Fields.AtMs, change.At.ToUnixTimeMilliseconds());
        writer.WriteText(Fields.Kind, change.Kind);
        writer.WriteText(Fields.Namespace, change.Namespace);
        writer.WriteText(Fields.Name, change.Name);
        writer.WriteText(Fields.What, change.What);
        writer.WriteText(Fields.From, change.From);
        writer.WriteText(Fields.To, change.To);
        writer.WriteText(Fields.By, change.By);
        writer.WriteInt64(Fields.MadeMs, change.MadeAt?.ToUnixTimeMilliseconds() ?? 0);
        writer.WriteText(Fields.Component, change.Component);
        writer.WriteText(Fields.Detail, change.Detail);
        return writer.Written;
    }

    /// <summary>Decodes a record; null, with the reason, when it cannot be read.</summary>
    public static ChangeRecord? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var record = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : record;
    }

    private static ChangeRecord Read(scoped ref ProtoReader reader)
    {
        var change = new ChangeRecord { ChangeId = "", Cluster = "", At = default, Kind = "", What = "" };
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.ChangeId: change = change with { ChangeId = reader.ReadText() }; break;
                case Fields.Cluster: change = change with { Cluster = reader.ReadText() }; break;
                case Fields.AtMs: change = change with { At = reader.ReadTime() }; break;
                case Fields.Kind: change = change with { Kind = reader.ReadText() }; break;
                case Fields.Namespace: change = change with { Namespace = reader.ReadText() }; break;
                case Fields.Name: change = change with { Name = reader.ReadText() }; break;
                case Fields.What: change = change with { What = reader.ReadText() }; break;
                case Fields.From: change = change with { From = reader.ReadText() }; break;
                case Fields.To: change = change with { To = reader.ReadText() }; break;
                case Fields.By: change = change with { By = reader.ReadText() }; break;
                case Fields.MadeMs: change = change with { MadeAt = ReadMade(ref reader) }; break;
                case Fields.Component: change = change with { Component = reader.ReadText() }; break;
                case Fields.Detail: change = change with { Detail = reader.ReadText() }; break;
                default: reader.Skip(); break;
            }
        }

        if (change.ChangeId.Length == 0 || change.Kind.Length == 0 || change.What.Length == 0) reader.Fail(WireError.MissingField);
        return change;
    }

    private static DateTimeOffset? ReadMade(scoped ref ProtoReader reader)
    {
        var made = reader.ReadTime();
        return made == DateTimeOffset.UnixEpoch ? null : made;
    }
}
