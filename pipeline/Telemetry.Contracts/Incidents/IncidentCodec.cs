using Telemetry.Contracts.Changes;
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
        public const int Changes = 13;
        public const int RuledOut = 14;
        public const int Pictures = 15;
        public const int Worsening = 16;
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
        WriteEvidence(writer, record);
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

    private static void WriteEvidence(ProtoWriter writer, IncidentRecord record)
    {
        foreach (var change in record.Changes.Take(IncidentRecord.MaxChanges))
            writer.WriteBytes(Fields.Changes, ChangeCodec.Encode(new ProtoWriter(), change).Span);
        foreach (var ruledOut in record.RuledOut.Take(IncidentRecord.MaxRuledOut))
        {
            var begin = writer.BeginMessage(Fields.RuledOut);
            RuledOutCodec.Write(writer, ruledOut);
            writer.EndMessage(begin);
        }

        foreach (var picture in record.Pictures.Take(IncidentRecord.MaxPictures))
        {
            var begin = writer.BeginMessage(Fields.Pictures);
            SignalPictureCodec.Write(writer, picture);
            writer.EndMessage(begin);
        }

        if (record.Worsening is not { } worsening) return;
        var worse = writer.BeginMessage(Fields.Worsening);
        IncidentWorseningCodec.Write(writer, worsening);
        writer.EndMessage(worse);
    }

    private static IncidentRecord Read(scoped ref ProtoReader reader)
    {
        string cluster = "", incidentId = "", summary = "";
        long sequence = 0;
        int change = 0, severity = 0;
        DateTimeOffset at = default, decidedBy = default, began = default;
        var root = new List<RootCandidate>();
        var signals = new List<IncidentSignal>();
        var evidence = new IncidentEvidence();
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
                case Fields.Changes: evidence.ReadChange(ref reader); break;
                case Fields.RuledOut: evidence.ReadRuledOut(ref reader); break;
                case Fields.Pictures: evidence.ReadPicture(ref reader); break;
                case Fields.Worsening: evidence.ReadWorsening(ref reader); break;
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
            Changes = evidence.Changes ?? [],
            RuledOut = evidence.RuledOut ?? [],
            Pictures = evidence.Pictures ?? [],
            Worsening = evidence.Worsening,
        };
    }

    /// <summary>The evidence of a record while it is read; null where there is none.</summary>
    private ref struct IncidentEvidence
    {
        public List<ChangeRecord>? Changes { get; private set; }

        public List<RuledOut>? RuledOut { get; private set; }

        public List<SignalPicture>? Pictures { get; private set; }

        public IncidentWorsening? Worsening { get; private set; }

        public void ReadChange(scoped ref ProtoReader reader)
        {
            if (ChangeCodec.Decode(reader.ReadBytes(), out var failure) is { } change) (Changes ??= []).Add(change);
            else reader.Adopt(failure);
        }

        public void ReadRuledOut(scoped ref ProtoReader reader)
        {
            var inner = reader.ReadMessage();
            (RuledOut ??= []).Add(RuledOutCodec.Read(ref inner));
            reader.Adopt(inner.Failure);
        }

        public void ReadPicture(scoped ref ProtoReader reader)
        {
            var inner = reader.ReadMessage();
            (Pictures ??= []).Add(SignalPictureCodec.Read(ref inner));
            reader.Adopt(inner.Failure);
        }

        public void ReadWorsening(scoped ref ProtoReader reader)
        {
            var inner = reader.ReadMessage();
            Worsening = IncidentWorseningCodec.Read(ref inner);
            reader.Adopt(inner.Failure);
        }
    }
}
