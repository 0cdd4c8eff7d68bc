using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Incidents;

/// <summary>Encoding of an <see cref="IncidentRecord"/>: <c>docs/formats/incidents.md</c>.</summary>
public static class IncidentCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    private static class Fields
    {
        public const int Cluster = 2;
        public const int IncidentId = 3;
        public const int Sequence = 4;
        public const int Change = 5;
        public const int AtMs = 6;
        public const int DecidedByMs = 7;
        public const int Severity = 8;
        public const int BeganMs = 9;
        public const int Root = 10;
        public const int Signals = 11;
        public const int Summary = 12;
    }

    /// <summary>
    /// Encodes a record; the result is valid until the writer is used again. Roots and signals beyond the bounds of
    /// <see cref="IncidentRecord"/> are not written: they are ordered, so the weakest are left out.
    /// </summary>
    public static ReadOnlyMemory<byte> Encode(ProtoWriter writer, IncidentRecord record)
    {
        writer.Clear();
        FormatVersion.Write(writer, Version);
        writer.WriteText(Fields.Cluster, record.Cluster);
        writer.WriteText(Fields.IncidentId, record.IncidentId);
        writer.WriteInt64(Fields.Sequence, record.Sequence);
        writer.WriteVarint(Fields.Change, (ulong)record.Change);
        writer.WriteInt64(Fields.AtMs, record.At.ToUnixTimeMilliseconds());
        writer.WriteInt64(Fields.DecidedByMs, record.DecidedBy.ToUnixTimeMilliseconds());
        writer.WriteVarint(Fields.Severity, (ulong)record.Severity);
        writer.WriteInt64(Fields.BeganMs, record.Began.ToUnixTimeMilliseconds());
        foreach (var root in record.Root.Take(IncidentRecord.MaxRoots))
        {
            var begin = writer.BeginMessage(Fields.Root);
            RootCandidateCodec.Write(writer, root);
            writer.EndMessage(begin);
        }

        foreach (var signal in record.Signals.Take(IncidentRecord.MaxSignals))
        {
            var begin = writer.BeginMessage(Fields.Signals);
            IncidentSignalCodec.Write(writer, signal);
            writer.EndMessage(begin);
        }

        writer.WriteText(Fields.Summary, record.Summary);
        return writer.Written;
    }

    /// <summary>Decodes a record; null, with the reason, when it cannot be read.</summary>
    public static IncidentRecord? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var record = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : record;
    }

    private static IncidentRecord Read(scoped ref ProtoReader reader)
    {
        string cluster = "", incidentId = "", summary = "";
        long sequence = 0;
        int change = 0, severity = 0;
        DateTimeOffset at = default, decidedBy = default, began = default;
        var root = new List<RootCandidate>();
        var signals = new List<IncidentSignal>();
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Cluster: cluster = reader.ReadText(); break;
                case Fields.IncidentId: incidentId = reader.ReadText(); break;
                case Fields.Sequence: sequence = reader.ReadInt64(); break;
                case Fields.Change: change = reader.ReadInt32(); break;
                case Fields.AtMs: at = reader.ReadTime(); break;
                case Fields.DecidedByMs: decidedBy = reader.ReadTime(); break;
                case Fields.Severity: severity = reader.ReadInt32(); break;
                case Fields.BeganMs: began = reader.ReadTime(); break;
                case Fields.Root:
                    var candidate = reader.ReadMessage();
                    root.Add(RootCandidateCodec.Read(ref candidate));
                    reader.Adopt(candidate.Failure);
                    break;
                case Fields.Signals:
                    var signal = reader.ReadMessage();
                    signals.Add(IncidentSignalCodec.Read(ref signal));
                    reader.Adopt(signal.Failure);
                    break;
                case Fields.Summary: summary = reader.ReadText(); break;
                default: reader.Skip(); break;
            }
        }

        if (incidentId.Length == 0) reader.Fail(WireError.MissingField);
        if (sequence < 1 || !Enum.IsDefined((IncidentChange)change) || !Enum.IsDefined((Severity)severity)) reader.Fail(WireError.ValueOutOfRange);
        return new IncidentRecord
        {
            Cluster = cluster,
            IncidentId = incidentId,
            Sequence = sequence,
            Change = (IncidentChange)change,
            At = at,
            DecidedBy = decidedBy,
            Severity = (Severity)severity,
            Began = began,
            Root = root,
            Signals = signals,
            Summary = summary,
        };
    }
}
