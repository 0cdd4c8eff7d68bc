using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Episodes;

/// <summary>Encoding of one <see cref="EpisodeEntry"/> inside an <see cref="Episode"/>.</summary>
internal static class EpisodeEntryCodec
{
    private static class Fields
    {
        public const int Sequence = 1;
        public const int AtMs = 2;
        public const int Change = 3;
        public const int Decision = 4;
        public const int Reason = 5;
        public const int Severity = 6;
        public const int Summary = 7;
        public const int By = 8;
    }

    public static void Write(ProtoWriter writer, EpisodeEntry entry)
    {
        writer.WriteInt64(Fields.Sequence, entry.Sequence);
        writer.WriteInt64(Fields.AtMs, entry.At.ToUnixTimeMilliseconds());
        writer.WriteVarint(Fields.Change, (ulong)entry.Change);
        writer.WriteVarint(Fields.Decision, (ulong)entry.Decision.Kind);
        writer.WriteVarint(Fields.Reason, (ulong)entry.Decision.Reason);
        writer.WriteVarint(Fields.Severity, (ulong)entry.Severity);
        writer.WriteText(Fields.Summary, entry.Summary);
        writer.WriteText(Fields.By, entry.Decision.By);
    }

    public static EpisodeEntry Read(scoped ref ProtoReader reader)
    {
        long sequence = 0;
        int change = 0, decision = 0, reason = 0, severity = 0;
        DateTimeOffset at = default;
        string summary = "", by = "";
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Sequence: sequence = reader.ReadInt64(); break;
                case Fields.AtMs: at = reader.ReadTime(); break;
                case Fields.Change: change = reader.ReadInt32(); break;
                case Fields.Decision: decision = reader.ReadInt32(); break;
                case Fields.Reason: reason = reader.ReadInt32(); break;
                case Fields.Severity: severity = reader.ReadInt32(); break;
                case Fields.Summary: summary = reader.ReadText(); break;
                case Fields.By: by = reader.ReadText(); break;
                default: reader.Skip(); break;
            }
        }

        var isKnown = Enum.IsDefined((IncidentChange)change) && Enum.IsDefined((DecisionKind)decision)
            && Enum.IsDefined((DecisionReason)reason) && Enum.IsDefined((Severity)severity);
        if (!isKnown) reader.Fail(WireError.ValueOutOfRange);
        return new EpisodeEntry(
            sequence, at, (IncidentChange)change, new((DecisionKind)decision, (DecisionReason)reason) { By = by }, (Severity)severity, summary);
    }
}
