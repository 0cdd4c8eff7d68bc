using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Outbox;

/// <summary>Encoding of an <see cref="OutboxRow"/>: <c>docs/formats/alerting.md</c>.</summary>
internal static class OutboxRowCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 2;

    private static class Fields
    {
        public const int Level = 2;
        public const int Action = 3;
        public const int Receiver = 4;
        public const int Current = 5;
        public const int EnqueuedAtMs = 6;
        public const int StandsInFor = 7;
        public const int Status = 8;
        public const int MayHaveArrived = 9;
        public const int Detail = 10;
        public const int Receipt = 11;
        public const int Episode = 12;
        public const int DedupKey = 13;
        public const int Sequence = 14;
        public const int Decision = 15;
        public const int SubjectKind = 16;
        public const int Announced = 17;
        public const int WaitingSinceMs = 18;
        public const int AttemptCount = 19;
        public const int Attempt = 20;
        public const int Escalates = 21;
    }

    /// <summary>Encodes a row.</summary>
    public static ReadOnlyMemory<byte> Encode(OutboxRow row)
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, Version);
        writer.WriteVarint(Fields.Level, (ulong)row.Level);
        writer.WriteVarint(Fields.Action, (ulong)row.Action);
        writer.WriteText(Fields.Receiver, row.Receiver);
        writer.WriteBytes(Fields.Current, row.Subject.Current.Span);
        writer.WriteInt64(Fields.EnqueuedAtMs, row.EnqueuedAt.ToUnixTimeMilliseconds());
        writer.WriteText(Fields.StandsInFor, row.StandsInFor);
        writer.WriteVarint(Fields.Status, (ulong)row.Status);
        writer.WriteBool(Fields.MayHaveArrived, row.MayHaveArrived);
        writer.WriteText(Fields.Detail, row.Detail);
        writer.WriteText(Fields.Receipt, row.Receipt);
        writer.WriteText(Fields.Episode, row.Episode.Value);
        writer.WriteText(Fields.DedupKey, row.DedupKey);
        writer.WriteInt64(Fields.Sequence, row.Sequence);
        writer.WriteInt64(Fields.Decision, row.Decision);
        writer.WriteVarint(Fields.SubjectKind, (ulong)row.Subject.Kind);
        if (!row.Subject.Announced.Equals(row.Subject.Current)) writer.WriteBytes(Fields.Announced, row.Subject.Announced.Span);
        writer.WriteInt64(Fields.WaitingSinceMs, row.WaitingSince.ToUnixTimeMilliseconds());
        writer.WriteBool(Fields.Escalates, row.Escalates);
        writer.WriteInt64(Fields.AttemptCount, row.AttemptCount);
        foreach (var attempt in row.Attempts)
        {
            var begin = writer.BeginMessage(Fields.Attempt);
            DeliveryAttemptCodec.Write(writer, attempt);
            writer.EndMessage(begin);
        }

        return writer.Written;
    }

    /// <summary>Decodes a row; null, with the reason, when it cannot be read.</summary>
    public static OutboxRow? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var row = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure.Failed ? reader.Failure : row?.Subject.Check() ?? reader.Failure;
        return failure.Failed ? null : row;
    }

    private static OutboxRow Read(scoped ref ProtoReader reader)
    {
        int level = 0, action = 0, status = 0, kind = 0, attemptCount = 0;
        string episode = "", dedupKey = "", receiver = "", standsInFor = "", detail = "", receipt = "";
        long sequence = 0, decision = 0;
        bool mayHaveArrived = false, escalates = false;
        DateTimeOffset enqueuedAt = default, waitingSince = default;
        byte[] current = [];
        byte[]? announced = null;
        var attempts = new List<DeliveryAttempt>();
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Level: level = reader.ReadInt32(); break;
                case Fields.Action: action = reader.ReadInt32(); break;
                case Fields.Receiver: receiver = reader.ReadText(); break;
                case Fields.Current: current = reader.ReadBytes().ToArray(); break;
                case Fields.EnqueuedAtMs: enqueuedAt = reader.ReadTime(); break;
                case Fields.StandsInFor: standsInFor = reader.ReadText(); break;
                case Fields.Status: status = reader.ReadInt32(); break;
                case Fields.MayHaveArrived: mayHaveArrived = reader.ReadBool(); break;
                case Fields.Detail: detail = reader.ReadText(); break;
                case Fields.Receipt: receipt = reader.ReadText(); break;
                case Fields.Episode: episode = reader.ReadText(); break;
                case Fields.DedupKey: dedupKey = reader.ReadText(); break;
                case Fields.Sequence: sequence = reader.ReadInt64(); break;
                case Fields.Decision: decision = reader.ReadInt64(); break;
                case Fields.SubjectKind: kind = reader.ReadInt32(); break;
                case Fields.Announced: announced = reader.ReadBytes().ToArray(); break;
                case Fields.WaitingSinceMs: waitingSince = reader.ReadTime(); break;
                case Fields.Escalates: escalates = reader.ReadBool(); break;
                case Fields.AttemptCount: attemptCount = reader.ReadInt32(); break;
                case Fields.Attempt:
                    var attempt = reader.ReadMessage();
                    attempts.Add(DeliveryAttemptCodec.Read(ref attempt));
                    reader.Adopt(attempt.Failure);
                    break;
                default: reader.Skip(); break;
            }
        }

        var isKnown = Enum.IsDefined((AlertLevel)level) && Enum.IsDefined((NotificationAction)action) && Enum.IsDefined((RowStatus)status)
            && Enum.IsDefined((SubjectKind)kind);
        if (!isKnown) reader.Fail(WireError.ValueOutOfRange);
        if (episode.Length == 0 || dedupKey.Length == 0) reader.Fail(WireError.MissingField);
        return new OutboxRow
        {
            Episode = new EpisodeKey(episode),
            DedupKey = dedupKey,
            Sequence = sequence,
            Decision = decision,
            Level = (AlertLevel)level,
            Action = (NotificationAction)action,
            Receiver = receiver,
            Subject = new RowSubject((SubjectKind)kind, announced ?? ((SubjectKind)kind == SubjectKind.Incident ? current : []), current),
            EnqueuedAt = enqueuedAt,
            WaitingSince = waitingSince,
            StandsInFor = standsInFor,
            Escalates = escalates,
            Status = (RowStatus)status,
            MayHaveArrived = mayHaveArrived,
            Detail = detail,
            Receipt = receipt,
            AttemptCount = attemptCount,
            Attempts = attempts,
        };
    }
}
