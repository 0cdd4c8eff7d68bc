using System.Globalization;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Transport;

namespace Telemetry.Alerting.Budget;

/// <summary>
/// Very many groups at once become one page that lists them, critical first: more than so many first messages to one receiver within a
/// minute, of routes that ask for it. Those that the page stands for are told of by it, their ends too. Pure; not safe for concurrent use.
/// </summary>
/// <param name="perMinute">First messages to a receiver in a minute before a storm begins; 0 for never.</param>
/// <param name="externalUrl">Where this program is reached from outside; empty where unknown.</param>
internal sealed class StormStage(int perMinute, string externalUrl)
{
    // A page that says something new each second is read by nobody.
    private static readonly TimeSpan UpdatePause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // When nothing has joined for so long the storm is over for new ones, though its page stays until its members end.
    private static readonly TimeSpan Calm = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string Receiver, bool SendsResolved), Storm> _storms = [];
    private readonly Dictionary<(string Receiver, bool SendsResolved), List<DateTimeOffset>> _recent = [];
    private readonly HashSet<(string Receiver, bool SendsResolved)> _changed = [];

    /// <summary>When <see cref="Take"/> has to be called though there are no notices; null for never.</summary>
    public DateTimeOffset? NextDue => _storms.Values.Where(storm => storm.HasNews).Select(storm => (DateTimeOffset?)(storm.ToldAt + UpdatePause)).Min();

    /// <summary>What is to be told instead of notices: the same, save that storm pages, which come first, stand for many.</summary>
    public IReadOnlyList<GroupNotice> Take(IReadOnlyList<GroupNotice> notices, DateTimeOffset now)
    {
        var passed = new List<GroupNotice>();
        foreach (var lane in notices.GroupBy(notice => (notice.ReceiverName, notice.SendsResolved))) passed.AddRange(TakeLane(lane.Key, [.. lane], now));
        return [.. _storms.Keys.ToArray().Select(lane => Tell(lane, now)).OfType<GroupNotice>(), .. passed];
    }

    /// <summary>State entries that changed since the last call; null deletes.</summary>
    public IReadOnlyList<StateEntry> TakeChanges()
    {
        var entries = _changed.Select(lane => new StateEntry(StormCodec.KeyOf(lane.Receiver, lane.SendsResolved), _storms.TryGetValue(lane, out var storm) ? StormCodec.Encode(storm) : null)).ToArray();
        _changed.Clear();
        return entries;
    }

    /// <summary>Takes saved entries back; gives the keys of those that cannot be read.</summary>
    public IReadOnlyList<string> Restore(IEnumerable<StateEntry> entries)
    {
        var unreadable = new List<string>();
        foreach (var (key, value) in entries)
        {
            if (value is { } bytes && StormCodec.Decode(bytes.Span, out _) is { } storm) _storms[(storm.ReceiverName, storm.SendsResolved)] = storm;
            else unreadable.Add(key);
        }

        return unreadable;
    }

    private IEnumerable<GroupNotice> TakeLane((string Receiver, bool SendsResolved) lane, IReadOnlyList<GroupNotice> notices, DateTimeOffset now)
    {
        var first = notices.Where(IsCounted).ToHashSet<GroupNotice>(ReferenceEqualityComparer.Instance);
        var isStorm = Counts(lane, first.Count, now) || (_storms.TryGetValue(lane, out var open) && now - open.JoinedAt < Calm);
        foreach (var notice in notices)
        {
            if (_storms.TryGetValue(lane, out var storm) && storm.Members.TryGetValue(notice.GroupKey, out var member) && member.IsOpen && member.OpenedAt == notice.OpenedAt)
                Put(lane, storm, member with { Title = TitleOf(notice), IsOpen = notice.Action == NotificationAction.Trigger }, joined: null);
            else if (isStorm && first.Contains(notice) && (storm?.Members.Count ?? 0) < Storm.MaxMembers)
                Put(lane, storm ?? NewStorm(lane, now), new StormMember(notice.GroupKey, notice.OpenedAt, notice.IsCritical, TitleOf(notice), IsOpen: true), joined: now);
            else
                yield return notice;
        }
    }

    private bool Counts((string, bool) lane, int added, DateTimeOffset now)
    {
        if (perMinute == 0) return false;
        if (!_recent.TryGetValue(lane, out var recent)) _recent[lane] = recent = [];
        recent.RemoveAll(time => now - time >= Window);
        // Beyond the limit their number says nothing more.
        for (var i = 0; i < added && recent.Count <= perMinute; i++) recent.Add(now);
        return recent.Count > perMinute;
    }

    private void Put((string, bool) lane, Storm storm, StormMember member, DateTimeOffset? joined)
    {
        // A storm of thousands is one dictionary that grows, not thousands of copies: nobody else holds it.
        var members = (Dictionary<string, StormMember>)storm.Members;
        var isNews = !members.TryGetValue(member.GroupKey, out var before) || before != member;
        members[member.GroupKey] = member;
        _storms[lane] = storm with { JoinedAt = joined ?? storm.JoinedAt, HasNews = storm.HasNews || isNews };
        _changed.Add(lane);
    }

    private GroupNotice? Tell((string Receiver, bool SendsResolved) lane, DateTimeOffset now)
    {
        var storm = _storms[lane];
        var isOver = storm.Open == 0;
        if (!storm.HasNews || (!isOver && storm.Sequence > 0 && now - storm.ToldAt < UpdatePause)) return null;
        var told = storm with { Sequence = storm.Sequence + 1, ToldAt = now, HasNews = false };
        _changed.Add(lane);
        if (isOver) _storms.Remove(lane);
        else _storms[lane] = told;
        return isOver && !lane.SendsResolved ? null : StormPage.Of(told, isOver, externalUrl);
    }

    private static Storm NewStorm((string Receiver, bool SendsResolved) lane, DateTimeOffset now) => new()
    {
        ReceiverName = lane.Receiver,
        SendsResolved = lane.SendsResolved,
        OpenedAt = now,
        JoinedAt = now,
        Members = new Dictionary<string, StormMember>(StringComparer.Ordinal),
    };

    private static bool IsCounted(GroupNotice notice) =>
        notice.Stages.HasFlag(GroupStages.Storm) && notice is { Action: NotificationAction.Trigger, Reason: NoticeReason.First };

    private static string TitleOf(GroupNotice notice)
    {
        var labels = notice.GroupLabels.Count > 0 ? notice.GroupLabels : (IEnumerable<KeyValuePair<string, string>>)notice.Data.CommonLabels;
        var title = string.Join(' ', labels.Select(label => $"{label.Key}={label.Value}"));
        return Truncation.Cut(string.Create(CultureInfo.InvariantCulture, $"{title} ({notice.Data.Alerts.Count})"), StormPage.MaxLine);
    }
}
