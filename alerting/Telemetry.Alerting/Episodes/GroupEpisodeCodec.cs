using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;

namespace Telemetry.Alerting.Episodes;

/// <summary>Encoding of a <see cref="GroupEpisode"/>: <c>docs/formats/alerting.md</c>.</summary>
internal static class GroupEpisodeCodec
{
    /// <summary>Newest format version; what <see cref="Encode"/> writes.</summary>
    public const int Version = 1;

    private static class Fields
    {
        public const int Key = 2;
        public const int GroupKey = 3;
        public const int Receiver = 4;
        public const int SendsResolved = 5;
        public const int GroupLabel = 6;
        public const int Team = 7;
        public const int OpenedAt = 8;
        public const int EndedAt = 9;
        public const int History = 10;
        public const int CountsAgainstBudget = 11;
        public const int IsHeldForBudget = 12;
    }

    /// <summary>Encodes an episode.</summary>
    public static ReadOnlyMemory<byte> Encode(GroupEpisode episode)
    {
        var writer = new ProtoWriter();
        FormatVersion.Write(writer, Version);
        writer.WriteText(Fields.Key, episode.Key.Value);
        writer.WriteText(Fields.GroupKey, episode.GroupKey);
        writer.WriteText(Fields.Receiver, episode.ReceiverName);
        writer.WriteBool(Fields.SendsResolved, episode.SendsResolved);
        LabelSetCodec.Write(writer, Fields.GroupLabel, episode.GroupLabels);
        writer.WriteText(Fields.Team, episode.Team);
        AlertTime.Write(writer, Fields.OpenedAt, episode.OpenedAt);
        if (episode.EndedAt is { } ended) AlertTime.Write(writer, Fields.EndedAt, ended);
        foreach (var entry in episode.History)
        {
            var begin = writer.BeginMessage(Fields.History);
            GroupEntryCodec.Write(writer, entry);
            writer.EndMessage(begin);
        }

        writer.WriteBool(Fields.CountsAgainstBudget, episode.CountsAgainstBudget);
        writer.WriteBool(Fields.IsHeldForBudget, episode.IsHeldForBudget);
        return writer.Written;
    }

    /// <summary>Decodes an episode; null, with the reason, when it cannot be read.</summary>
    public static GroupEpisode? Decode(ReadOnlySpan<byte> bytes, out WireFailure failure)
    {
        var reader = new ProtoReader(bytes);
        var episode = FormatVersion.TryRead(ref reader, Version, out _) ? Read(ref reader) : null;
        failure = reader.Failure;
        return failure.Failed ? null : episode;
    }

    private static GroupEpisode Read(scoped ref ProtoReader reader)
    {
        string key = "", groupKey = "", receiver = "", team = "";
        bool sendsResolved = false, counts = false, isHeld = false;
        var labels = new List<KeyValuePair<string, string>>();
        DateTimeOffset openedAt = default;
        DateTimeOffset? endedAt = null;
        var history = new List<GroupEntry>();
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case Fields.Key: key = reader.ReadText(); break;
                case Fields.GroupKey: groupKey = reader.ReadText(); break;
                case Fields.Receiver: receiver = reader.ReadText(); break;
                case Fields.SendsResolved: sendsResolved = reader.ReadBool(); break;
                case Fields.CountsAgainstBudget: counts = reader.ReadBool(); break;
                case Fields.IsHeldForBudget: isHeld = reader.ReadBool(); break;
                case Fields.GroupLabel: labels.Add(LabelSetCodec.Read(ref reader)); break;
                case Fields.Team: team = reader.ReadText(); break;
                case Fields.OpenedAt: openedAt = AlertTime.Read(ref reader); break;
                case Fields.EndedAt: endedAt = AlertTime.Read(ref reader); break;
                case Fields.History:
                    var entry = reader.ReadMessage();
                    history.Add(GroupEntryCodec.Read(ref entry));
                    reader.Adopt(entry.Failure);
                    break;
                default: reader.Skip(); break;
            }
        }

        if (key.Length == 0 || history.Count == 0) reader.Fail(WireError.MissingField);
        return new GroupEpisode
        {
            Key = new EpisodeKey(key),
            GroupKey = groupKey,
            ReceiverName = receiver,
            SendsResolved = sendsResolved,
            GroupLabels = LabelSet.Of(labels),
            Team = team,
            CountsAgainstBudget = counts,
            IsHeldForBudget = isHeld,
            OpenedAt = openedAt,
            EndedAt = endedAt,
            History = history,
        };
    }
}
