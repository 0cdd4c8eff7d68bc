using System.Globalization;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Episodes;

/// <summary>What alerting remembers of one group of alerts of others at one receiver, from its first message to its end. Immutable.</summary>
internal sealed record GroupEpisode : AlertEpisode
{
    /// <summary>Longest history kept; the oldest repetitions are forgotten first, then the oldest after the first.</summary>
    public const int MaxHistory = 50;

    /// <summary>Most held alerts remembered with one notice.</summary>
    public const int MaxHeld = 20;

    private const string WithoutEnds = "-begins";

    /// <summary>Key under which receivers know the group; a later episode of it has it again.</summary>
    public required string GroupKey { get; init; }

    /// <summary>Name of the receiver.</summary>
    public required string ReceiverName { get; init; }

    /// <summary>Whether it speaks of the receiver's integrations that are told of ends.</summary>
    public required bool SendsResolved { get; init; }

    /// <summary>Values of the labels that make the group.</summary>
    public required LabelSet GroupLabels { get; init; }

    /// <summary>Team that owns the route; empty where none was named.</summary>
    public string Team { get; init; } = "";

    /// <summary>Whether its route asks for it to count against the team's budget.</summary>
    public bool CountsAgainstBudget { get; init; }

    /// <summary>Whether nobody was told so far because the team's budget of the day was used up.</summary>
    public bool IsHeldForBudget { get; init; }

    /// <summary>When it was first told of.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was over; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Notices, oldest first, at most <see cref="MaxHistory"/>.</summary>
    public required IReadOnlyList<GroupEntry> History { get; init; }

    /// <inheritdoc/>
    public override long LastSequence => History[^1].Sequence;

    /// <inheritdoc/>
    public override bool IsOpen => EndedAt is null;

    /// <inheritdoc/>
    public override DateTimeOffset ChangedAt => EndedAt ?? History[^1].At;

    /// <summary>
    /// Key of the episode that speaks of the same to the receiver's integrations that are told of ends; null where a key is that one's own.
    /// </summary>
    public static EpisodeKey? WithEndsOf(EpisodeKey key) =>
        key.Value.EndsWith(WithoutEnds, StringComparison.Ordinal) ? new EpisodeKey(key.Value[..^WithoutEnds.Length]) : null;

    /// <summary>The other way round.</summary>
    public static EpisodeKey WithoutEndsOf(EpisodeKey key) => new(key.Value + WithoutEnds);

    /// <summary>Key of a notice's episode: when it was opened tells the episodes of one group apart.</summary>
    public static EpisodeKey KeyOf(GroupNotice notice) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{notice.GroupKey}@{notice.OpenedAt.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks:x}{(notice.SendsResolved ? "" : WithoutEnds)}"));

    /// <summary>The version after a notice; <paramref name="known"/> is null for its first.</summary>
    public static GroupEpisode After(GroupEpisode? known, GroupNotice notice, DateTimeOffset now)
    {
        var firing = notice.Data.Alerts.Count(alert => alert.Status == "firing");
        var entry = new GroupEntry(
            notice.Sequence, now, notice.Action, notice.Reason, firing, notice.Data.Alerts.Count - firing, notice.Held.Take(MaxHeld).ToArray());
        return new GroupEpisode
        {
            Key = KeyOf(notice),
            GroupKey = notice.GroupKey,
            ReceiverName = notice.ReceiverName,
            SendsResolved = notice.SendsResolved,
            GroupLabels = notice.GroupLabels,
            Team = notice.Team,
            CountsAgainstBudget = notice.Stages.HasFlag(GroupStages.Budget),
            OpenedAt = notice.OpenedAt,
            EndedAt = notice.Action == NotificationAction.Resolve ? now : null,
            History = Append(known?.History ?? [], entry),
        };
    }

    private static List<GroupEntry> Append(IReadOnlyList<GroupEntry> history, GroupEntry entry)
    {
        var longer = history.ToList();
        longer.Add(entry);
        if (longer.Count <= MaxHistory) return longer;
        var repeated = longer.FindIndex(old => old.Reason == NoticeReason.Repeated);
        longer.RemoveAt(repeated >= 0 && repeated < longer.Count - 1 ? repeated : 1);
        return longer;
    }
}
