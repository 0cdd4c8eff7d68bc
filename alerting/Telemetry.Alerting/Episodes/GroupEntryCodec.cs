using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Episodes;

/// <summary>Encoding of one <see cref="GroupEntry"/> inside a <see cref="GroupEpisode"/>.</summary>
internal static class GroupEntryCodec
{
    private static class Fields
    {
        public const int Sequence = 1;
        public const int At = 2;
        public const int Action = 3;
        public const int Reason = 4;
        public const int Firing = 5;
        public const int Resolved = 6;
        public const int Held = 7;
        public const int HeldLabel = 1;
        public const int HeldReason = 2;
        public const int HeldBy = 3;
    }

    public static void Write(ProtoWriter writer, GroupEntry entry)
    {
        writer.WriteInt64(Fields.Sequence, entry.Sequence);
        AlertTime.Write(writer, Fields.At, entry.At);
        writer.WriteVarint(Fields.Action, (ulong)entry.Action);
        writer.WriteVarint(Fields.Reason, (ulong)entry.Reason);
        writer.WriteVarint(Fields.Firing, (ulong)entry.Firing);
        writer.WriteVarint(Fields.Resolved, (ulong)entry.Resolved);
        foreach (var held in entry.Held)
        {
            var begin = writer.BeginMessage(Fields.Held);
            LabelSetCodec.Write(writer, Fields.HeldLabel, held.Labels);
            writer.WriteVarint(Fields.HeldReason, (ulong)held.Reason);
            writer.WriteText(Fields.HeldBy, held.By);
            writer.EndMessage(begin);
        }
    }

    public static GroupEntry Read(scoped ref ProtoReader reader)
    {
        long sequence = 0;
        DateTimeOffset at = default;
        int action = 0, reason = 0, firing = 0, resolved = 0;
        var held = new List<HeldAlert>();
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Sequence: sequence = reader.ReadInt64(); break;
                case Fields.At: at = AlertTime.Read(ref reader); break;
                case Fields.Action: action = reader.ReadInt32(); break;
                case Fields.Reason: reason = reader.ReadInt32(); break;
                case Fields.Firing: firing = reader.ReadInt32(); break;
                case Fields.Resolved: resolved = reader.ReadInt32(); break;
                case Fields.Held:
                    var alert = reader.ReadMessage();
                    held.Add(ReadHeld(ref alert));
                    reader.Adopt(alert.Failure);
                    break;
                default: reader.Skip(); break;
            }
        }

        if (!Enum.IsDefined((NotificationAction)action) || !Enum.IsDefined((NoticeReason)reason)) reader.Fail(WireError.ValueOutOfRange);
        return new GroupEntry(sequence, at, (NotificationAction)action, (NoticeReason)reason, firing, resolved, held);
    }

    private static HeldAlert ReadHeld(scoped ref ProtoReader reader)
    {
        var labels = new List<KeyValuePair<string, string>>();
        var reason = 0;
        var by = "";
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.HeldLabel: labels.Add(LabelSetCodec.Read(ref reader)); break;
                case Fields.HeldReason: reason = reader.ReadInt32(); break;
                case Fields.HeldBy: by = reader.ReadText(); break;
                default: reader.Skip(); break;
            }
        }

        if (!Enum.IsDefined((HoldReason)reason)) reader.Fail(WireError.ValueOutOfRange);
        return new HeldAlert(LabelSet.Of(labels), (HoldReason)reason, by);
    }
}
