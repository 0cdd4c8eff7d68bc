using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Outbox;

/// <summary>Encoding of an <see cref="OutboxRow"/>: <c>docs/formats/alerting.md</c>.</summary>
internal static class OutboxRowCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    private static class Fields
    {
        public const int Level = 2;
        public const int Action = 3;
        public const int Receiver = 4;
        public const int Record = 5;
        public const int EnqueuedAtMs = 6;
        public const int StandsInFor = 7;
        public const int Status = 8;
        public const int MayHaveArrived = 9;
        public const int Detail = 10;
        public const int Receipt = 11;
    }

    /// <summary>Encodes a row.</summary>
    public static ReadOnlyMemory<byte> Encode(OutboxRow row)
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, Version);
        writer.WriteVarint(Fields.Level, (ulong)row.Level);
        writer.WriteVarint(Fields.Action, (ulong)row.Action);
        writer.WriteText(Fields.Receiver, row.Receiver);
        writer.WriteBytes(Fields.Record, IncidentCodec.Encode(new ProtoWriter(), row.Record).Span);
        writer.WriteInt64(Fields.EnqueuedAtMs, row.EnqueuedAt.ToUnixTimeMilliseconds());
        writer.WriteText(Fields.StandsInFor, row.StandsInFor);
        writer.WriteVarint(Fields.Status, (ulong)row.Status);
        writer.WriteBool(Fields.MayHaveArrived, row.MayHaveArrived);
        writer.WriteText(Fields.Detail, row.Detail);
        writer.WriteText(Fields.Receipt, row.Receipt);
        return writer.Written;
    }

    /// <summary>Decodes a row; null, with the reason, when it cannot be read.</summary>
    public static OutboxRow? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var row = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : row;
    }

    private static OutboxRow? Read(scoped ref ProtoReader reader)
    {
        int level = 0, action = 0, status = 0;
        string receiver = "", standsInFor = "", detail = "", receipt = "";
        var mayHaveArrived = false;
        DateTimeOffset enqueuedAt = default;
        IncidentRecord? record = null;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Level: level = reader.ReadInt32(); break;
                case Fields.Action: action = reader.ReadInt32(); break;
                case Fields.Receiver: receiver = reader.ReadText(); break;
                case Fields.Record:
                    record = IncidentCodec.Decode(reader.ReadBytes(), out var failure);
                    if (failure.Failed) reader.Fail(failure.Error);
                    break;
                case Fields.EnqueuedAtMs: enqueuedAt = reader.ReadTime(); break;
                case Fields.StandsInFor: standsInFor = reader.ReadText(); break;
                case Fields.Status: status = reader.ReadInt32(); break;
                case Fields.MayHaveArrived: mayHaveArrived = reader.ReadBool(); break;
                case Fields.Detail: detail = reader.ReadText(); break;
                case Fields.Receipt: receipt = reader.ReadText(); break;
                default: reader.Skip(); break;
            }
        }

        var isKnown = Enum.IsDefined((AlertLevel)level) && Enum.IsDefined((NotificationAction)action) && Enum.IsDefined((RowStatus)status);
        if (!isKnown) reader.Fail(WireError.ValueOutOfRange);
        if (record is null)
        {
            reader.Fail(WireError.MissingField);
            return null;
        }

        return new OutboxRow
        {
            Episode = EpisodeKey.Of(record),
            Level = (AlertLevel)level,
            Action = (NotificationAction)action,
            Receiver = receiver,
            Record = record,
            EnqueuedAt = enqueuedAt,
            StandsInFor = standsInFor,
            Status = (RowStatus)status,
            MayHaveArrived = mayHaveArrived,
            Detail = detail,
            Receipt = receipt,
        };
    }
}
