using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Grouping;

/// <summary>A <see cref="GroupMember"/> as it was saved.</summary>
internal sealed record SavedMember(
    LabelFingerprint Alert, Knowledge WithEnds, Knowledge WithoutEnds, bool IsGone, DateTimeOffset? DismissedAt, int Returns)
{
    private const int AllKnowledge = (int)(Knowledge.Named | Knowledge.Told);

    private static class Fields
    {
        public const int Alert = 1;
        public const int WithEnds = 2;
        public const int WithoutEnds = 3;
        public const int IsGone = 4;
        public const int DismissedAt = 5;
        public const int Returns = 6;
    }

    /// <summary>Writes a member into the message at hand.</summary>
    public static void Write(ProtoWriter writer, GroupMember member)
    {
        writer.WriteFixed64(Fields.Alert, member.Tracked.Labels.Fingerprint.Value);
        writer.WriteVarint(Fields.WithEnds, (ulong)member.KnownTo(sendsResolved: true));
        writer.WriteVarint(Fields.WithoutEnds, (ulong)member.KnownTo(sendsResolved: false));
        if (member.IsGone) writer.WriteBool(Fields.IsGone, value: true);
        if (member.DismissedAt is { } dismissed) AlertTime.Write(writer, Fields.DismissedAt, dismissed);
        if (member.Returns > 0) writer.WriteVarint(Fields.Returns, (ulong)member.Returns);
    }

    /// <summary>Reads the embedded message at hand.</summary>
    public static SavedMember Read(scoped ref ProtoReader outer)
    {
        var reader = outer.ReadMessage();
        ulong alert = 0;
        int withEnds = 0, withoutEnds = 0, returns = 0;
        var isGone = false;
        DateTimeOffset? dismissed = null;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Alert: alert = reader.ReadFixed64(); break;
                case Fields.WithEnds: withEnds = reader.ReadInt32(AllKnowledge); break;
                case Fields.WithoutEnds: withoutEnds = reader.ReadInt32(AllKnowledge); break;
                case Fields.IsGone: isGone = reader.ReadBool(); break;
                case Fields.DismissedAt: dismissed = AlertTime.Read(ref reader); break;
                case Fields.Returns: returns = reader.ReadInt32(); break;
                default: reader.Skip(); break;
            }
        }

        outer.Adopt(reader.Failure);
        return new(new(alert), (Knowledge)withEnds, (Knowledge)withoutEnds, isGone, dismissed, returns);
    }

    /// <summary>Gives the alert its place in the group.</summary>
    public void Restore(AlertGroup group, TrackedAlert tracked)
    {
        var member = new GroupMember(group, tracked) { IsGone = IsGone, DismissedAt = DismissedAt, Returns = Returns };
        member.Know(sendsResolved: true, WithEnds);
        member.Know(sendsResolved: false, WithoutEnds);
        group.Members.Add(tracked.Labels, member);
        tracked.Places.Add(member);
    }
}
