using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Intake;

/// <summary>Turns notices into the next versions of their episodes and the rows to add. Only its processor comes here.</summary>
internal sealed class GroupWriter(AlertBook book, DeliveryServices services)
{
    // Integrations that are not told of ends have no end of their own: their episode is over when the group's next one begins.
    private readonly Dictionary<(string Group, bool SendsResolved), EpisodeKey> _open = [];

    /// <summary>Learns which episodes are open, once the book is loaded.</summary>
    public void Restore()
    {
        foreach (var episode in book.Episodes.OfType<GroupEpisode>().Where(episode => episode.IsOpen)) Remember(episode);
    }

    /// <summary>What to commit for notices.</summary>
    public IReadOnlyList<EpisodeWrite> WritesOf(IReadOnlyList<GroupNotice> notices)
    {
        var now = services.Time.GetUtcNow();
        var budget = services.Gates.BudgetAt(now);
        var newest = new Dictionary<EpisodeKey, GroupEpisode>();
        var writes = new List<EpisodeWrite>(notices.Count);
        foreach (var notice in notices)
        {
            var key = GroupEpisode.KeyOf(notice);
            if (EndedBy(notice, key, now) is { } ended) writes.Add(new EpisodeWrite(ended, _ => []));
            var known = newest.GetValueOrDefault(key) ?? book.Find(key) as GroupEpisode;
            var next = GroupEpisode.After(known, notice, now) with { IsHeldForBudget = budget.Holds(notice, known) };
            newest[key] = next;
            writes.Add(new EpisodeWrite(next, existing => next.IsHeldForBudget ? [] : GroupPlanner.Plan(services.Receivers, next, notice, existing, now)));
        }

        return writes;
    }

    /// <summary>A write is durable.</summary>
    public void Committed(BookWrite write)
    {
        foreach (var episode in write.Episodes.Select(written => (GroupEpisode)written.Next)) Remember(episode);
    }

    private GroupEpisode? EndedBy(GroupNotice notice, EpisodeKey key, DateTimeOffset now)
    {
        if (!_open.TryGetValue((notice.GroupKey, notice.SendsResolved), out var open) || open == key) return null;
        return book.Find(open) is GroupEpisode { IsOpen: true } episode ? episode with { EndedAt = now } : null;
    }

    private void Remember(GroupEpisode episode)
    {
        var place = (episode.GroupKey, episode.SendsResolved);
        if (episode.IsOpen) _open[place] = episode.Key;
        else if (_open.TryGetValue(place, out var open) && open == episode.Key) _open.Remove(place);
    }
}
