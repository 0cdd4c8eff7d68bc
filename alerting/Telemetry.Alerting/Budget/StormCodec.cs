using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Budget;

/// <summary>Encoding of a <see cref="Storm"/>: <c>docs/formats/alerting.md</c>.</summary>
internal static class StormCodec
{
    /// <summary>Newest format version.</summary>
    public const int Version = 1;

    private const string Prefix = "storm/";

    private static class Fields
    {
        public const int Receiver = 2;
        public const int SendsResolved = 3;
        public const int OpenedAt = 4;
        public const int Sequence = 5;
        public const int ToldAt = 6;
        public const int JoinedAt = 7;
        public const int HasNews = 8;
        public const int Members = 9;
        public const int MemberKey = 1;
        public const int MemberOpenedAt = 2;
        public const int MemberIsCritical = 3;
        public const int MemberTitle = 4;
        public const int MemberIsOpen = 5;
    }

    /// <summary>Key of a receiver's storm in the state.</summary>
    public static string KeyOf(string receiver, bool sendsResolved) => $"{Prefix}{(sendsResolved ? "all" : "begins")}/{receiver}";

    /// <summary>Whether a state entry is a storm.</summary>
    public static bool Owns(string key) => key.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Encodes a storm.</summary>
    public static ReadOnlyMemory<byte> Encode(Storm storm)
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, Version);
        writer.WriteText(Fields.Receiver, storm.ReceiverName);
        writer.WriteBool(Fields.SendsResolved, storm.SendsResolved);
        writer.WriteInt64(Fields.OpenedAt, storm.OpenedAt.UtcTicks);
        writer.WriteInt64(Fields.Sequence, storm.Sequence);
        writer.WriteInt64(Fields.ToldAt, storm.ToldAt.UtcTicks);
        writer.WriteInt64(Fields.JoinedAt, storm.JoinedAt.UtcTicks);
        writer.WriteBool(Fields.HasNews, storm.HasNews);
        foreach (var member in storm.Members.Values)
        {
            var begin = writer.BeginMessage(Fields.Members);
            writer.WriteText(Fields.MemberKey, member.GroupKey);
            writer.WriteInt64(Fields.MemberOpenedAt, member.OpenedAt.UtcTicks);
            writer.WriteBool(Fields.MemberIsCritical, member.IsCritical);
            writer.WriteText(Fields.MemberTitle, member.Title);
            writer.WriteBool(Fields.MemberIsOpen, member.IsOpen);
            writer.EndMessage(begin);
        }

        return writer.Written;
    }

    /// <summary>Decodes a storm; null, with the reason, when it cannot be read.</summary>
    public static Storm? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var storm = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : storm;
    }

    private static Storm Read(scoped ref ProtoReader reader)
    {
        var receiver = "";
        bool sendsResolved = false, hasNews = false;
        long sequence = 0;
        DateTimeOffset openedAt = default, toldAt = default, joinedAt = default;
        var members = new Dictionary<string, StormMember>(StringComparer.Ordinal);
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Receiver: receiver = reader.ReadText(); break;
                case Fields.SendsResolved: sendsResolved = reader.ReadBool(); break;
                case Fields.OpenedAt: openedAt = ReadTicks(ref reader); break;
                case Fields.Sequence: sequence = reader.ReadInt64(); break;
                case Fields.ToldAt: toldAt = ReadTicks(ref reader); break;
                case Fields.JoinedAt: joinedAt = ReadTicks(ref reader); break;
                case Fields.HasNews: hasNews = reader.ReadBool(); break;
                case Fields.Members:
                    var inner = reader.ReadMessage();
                    var member = ReadMember(ref inner);
                    reader.Adopt(inner.Failure);
                    members[member.GroupKey] = member;
                    break;
                default: reader.Skip(); break;
            }
        }

        return new Storm
        {
            ReceiverName = receiver, SendsResolved = sendsResolved, OpenedAt = openedAt, Sequence = sequence, ToldAt = toldAt, JoinedAt = joinedAt, HasNews = hasNews, Members = members,
        };
    }

    private static StormMember ReadMember(scoped ref ProtoReader reader)
    {
        string key = "", title = "";
        bool isCritical = false, isOpen = false;
        DateTimeOffset openedAt = default;
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.MemberKey: key = reader.ReadText(); break;
                case Fields.MemberOpenedAt: openedAt = ReadTicks(ref reader); break;
                case Fields.MemberIsCritical: isCritical = reader.ReadBool(); break;
                case Fields.MemberTitle: title = reader.ReadText(); break;
                case Fields.MemberIsOpen: isOpen = reader.ReadBool(); break;
                default: reader.Skip(); break;
            }
        }

        return new StormMember(key, openedAt, isCritical, title, isOpen);
    }

    // Ticks, since they are compared with times of the engine to the last digit.
    private static DateTimeOffset ReadTicks(scoped ref ProtoReader reader)
    {
        var ticks = reader.ReadInt64();
        if (ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks) return new DateTimeOffset(ticks, TimeSpan.Zero);
        reader.Fail(WireError.ValueOutOfRange);
        return default;
    }
}
