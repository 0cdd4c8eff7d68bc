using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Feedback;

/// <summary>Encoding of a <see cref="FeedbackRecord"/>: <c>docs/formats/feedback.md</c>.</summary>
public static class FeedbackCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    private static class Fields
    {
        public const int Cluster = 2;
        public const int IncidentId = 3;
        public const int AtMs = 4;
        public const int Verdict = 5;
        public const int By = 6;
        public const int Note = 7;
        public const int Signals = 8;
        public const int SignalComponent = 1;
        public const int SignalId = 2;
    }

    /// <summary>Encodes a record; the result is valid until the writer is used again. Signals beyond the bound are not written.</summary>
    public static ReadOnlyMemory<byte> Encode(ProtoWriter writer, FeedbackRecord feedback)
    {
        writer.Clear();
        FormatVersion.Write(writer, Version);
        writer.WriteText(Fields.Cluster, feedback.Cluster);
        writer.WriteText(Fields.IncidentId, feedback.IncidentId);
        writer.WriteInt64(Fields.AtMs, feedback.At.ToUnixTimeMilliseconds());
        writer.WriteVarint(Fields.Verdict, (ulong)feedback.Verdict);
        writer.WriteText(Fields.By, feedback.By);
        writer.WriteText(Fields.Note, feedback.Note);
        foreach (var signal in feedback.Signals.Take(FeedbackRecord.MaxSignals))
        {
            var begin = writer.BeginMessage(Fields.Signals);
            writer.WriteText(Fields.SignalComponent, signal.Component);
            writer.WriteText(Fields.SignalId, signal.Signal);
            writer.EndMessage(begin);
        }

        return writer.Written;
    }

    /// <summary>Decodes a record; null, with the reason, when it cannot be read.</summary>
    public static FeedbackRecord? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var record = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : record;
    }

    private static FeedbackRecord Read(scoped ref ProtoReader reader)
    {
        string cluster = "", incident = "", by = "", note = "";
        DateTimeOffset at = default;
        var verdict = 0;
        var signals = new List<FeedbackSignal>();
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Cluster: cluster = reader.ReadText(); break;
                case Fields.IncidentId: incident = reader.ReadText(); break;
                case Fields.AtMs: at = reader.ReadTime(); break;
                case Fields.Verdict: verdict = reader.ReadInt32(); break;
                case Fields.By: by = reader.ReadText(); break;
                case Fields.Note: note = reader.ReadText(); break;
                case Fields.Signals:
                    var inner = reader.ReadMessage();
                    if (signals.Count < FeedbackRecord.MaxSignals) signals.Add(ReadSignal(ref inner));
                    reader.Adopt(inner.Failure);
                    break;
                default: reader.Skip(); break;
            }
        }

        if (cluster.Length == 0 || incident.Length == 0) reader.Fail(WireError.MissingField);
        if (!Enum.IsDefined((FeedbackVerdict)verdict)) reader.Fail(WireError.ValueOutOfRange);
        return new FeedbackRecord
        {
            Cluster = cluster,
            IncidentId = incident,
            At = at,
            Verdict = (FeedbackVerdict)verdict,
            By = by,
            Note = note,
            Signals = signals,
        };
    }

    private static FeedbackSignal ReadSignal(scoped ref ProtoReader reader)
    {
        string component = "", signal = "";
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.SignalComponent: component = reader.ReadText(); break;
                case Fields.SignalId: signal = reader.ReadText(); break;
                default: reader.Skip(); break;
            }
        }

        return new FeedbackSignal(component, signal);
    }
}
