using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Grouping;

/// <summary>Encoding of an <see cref="AlertGroup"/>: <c>docs/formats/alert-groups.md</c>.</summary>
internal static class GroupCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    private static class Fields
    {
        public const int Receiver = 2;
        public const int Labels = 3;
        public const int Number = 4;
        public const int Order = 5;
        public const int Anchor = 6;
        public const int HasFlushed = 7;
        public const int EmptySince = 8;
        public const int EndAsked = 9;
        public const int LastUntold = 10;
        public const int Ledger = 11;
        public const int Member = 12;
        public const int RouteIndex = 13;
        public const int IsDetached = 14;
    }

    /// <summary>Encodes a group.</summary>
    public static ReadOnlyMemory<byte> Encode(AlertGroup group)
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, Version);
        writer.WriteText(Fields.Receiver, group.Receiver);
        LabelSetCodec.Write(writer, Fields.Labels, group.Labels);
        writer.WriteVarint(Fields.Number, (ulong)group.Number);
        writer.WriteInt64(Fields.Order, group.Order);
        writer.WriteVarint(Fields.RouteIndex, (ulong)group.RouteIndex);
        writer.WriteBool(Fields.IsDetached, group.IsDetached);
        AlertTime.Write(writer, Fields.Anchor, group.Anchor);
        writer.WriteBool(Fields.HasFlushed, group.HasFlushed);
        if (group.EmptySince is { } empty) AlertTime.Write(writer, Fields.EmptySince, empty);
        if (group.EndAsked is { } asked) AlertTime.Write(writer, Fields.EndAsked, asked);
        if (group.LastUntold is { } untold) writer.WriteVarint(Fields.LastUntold, (ulong)untold);
        foreach (var ledger in new[] { group.WithEnds, group.WithoutEnds }.Where(ledger => ledger.LastNotice is not null)) WriteLedger(writer, ledger);
        foreach (var member in group.Members.Values) WriteMember(writer, member);
        return writer.Written;
    }

    /// <summary>Decodes a group; null, with the reason, when it cannot be read.</summary>
    public static SavedGroup? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var group = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : group;
    }

    private static void WriteLedger(ProtoWriter writer, NoticeLedger ledger)
    {
        var begin = writer.BeginMessage(Fields.Ledger);
        SavedLedger.Write(writer, ledger);
        writer.EndMessage(begin);
    }

    private static void WriteMember(ProtoWriter writer, GroupMember member)
    {
        var begin = writer.BeginMessage(Fields.Member);
        SavedMember.Write(writer, member);
        writer.EndMessage(begin);
    }

    private static SavedGroup Read(scoped ref ProtoReader reader)
    {
        var group = new SavedGroup();
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Receiver: group.Receiver = reader.ReadText(); break;
                case Fields.Labels: group.Labels.Add(LabelSetCodec.Read(ref reader)); break;
                case Fields.Number: group.Number = reader.ReadInt32(); break;
                case Fields.Order: group.Order = reader.ReadInt64(); break;
                case Fields.RouteIndex: group.RouteIndex = reader.ReadInt32(); break;
                case Fields.IsDetached: group.IsDetached = reader.ReadBool(); break;
                case Fields.Anchor: group.Anchor = AlertTime.Read(ref reader); break;
                case Fields.HasFlushed: group.HasFlushed = reader.ReadBool(); break;
                case Fields.EmptySince: group.EmptySince = AlertTime.Read(ref reader); break;
                case Fields.EndAsked: group.EndAsked = AlertTime.Read(ref reader); break;
                case Fields.LastUntold: group.LastUntold = (NoticeReason)reader.ReadInt32(); break;
                case Fields.Ledger: group.Ledgers.Add(SavedLedger.Read(ref reader)); break;
                case Fields.Member: group.Members.Add(SavedMember.Read(ref reader)); break;
                default: reader.Skip(); break;
            }
        }

        if (group.Number < 1) reader.Fail(WireError.MissingField);
        return group;
    }
}
