using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Inbox;

/// <summary>The episodes that were announced last, as the inbox page shows them. Bounded; safe for concurrent use.</summary>
internal sealed class IncidentInbox
{
    /// <summary>Episodes kept; over it the one that is longest over goes first, open ones last.</summary>
    public const int Capacity = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<EpisodeKey, Shown> _shown = [];

    /// <summary>Open ones first, then the newest announcement first.</summary>
    public IReadOnlyList<InboxItem> Items
    {
        get
        {
            lock (_lock)
            {
                return _shown.Values.OrderByDescending(shown => shown.Episode.IsOpen)
                    .ThenByDescending(shown => (shown.Episode.Announced ?? shown.Episode.Latest).At).Select(ItemOf).ToArray();
            }
        }
    }

    /// <summary>Shows an episode or its next version, if anybody was told of it; its messages are looked up when somebody looks.</summary>
    public void Show(Episode episode, Func<EpisodeKey, IReadOnlyList<OutboxRow>> messagesOf)
    {
        if (!episode.WasAnnounced) return;
        lock (_lock)
        {
            _shown[episode.Key] = new Shown(episode, messagesOf);
            if (_shown.Count <= Capacity) return;
            _shown.Remove(_shown.Values.OrderBy(kept => kept.Episode.IsOpen).ThenBy(kept => kept.Episode.Latest.At).First().Episode.Key);
        }
    }

    /// <summary>The item of an episode's key or an incident's id.</summary>
    public InboxItem? Find(string id)
    {
        lock (_lock)
        {
            if (!_shown.TryGetValue(new EpisodeKey(id), out var shown)) shown = _shown.Values.FirstOrDefault(other => other.Episode.Latest.IncidentId == id);
            return shown is null ? null : ItemOf(shown);
        }
    }

    private static InboxItem ItemOf(Shown shown) => new(shown.Episode, shown.MessagesOf(shown.Episode.Key));

    private sealed record Shown(Episode Episode, Func<EpisodeKey, IReadOnlyList<OutboxRow>> MessagesOf);
}
