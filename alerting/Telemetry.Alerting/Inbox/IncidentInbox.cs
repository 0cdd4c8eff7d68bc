using Telemetry.Alerting.Episodes;

namespace Telemetry.Alerting.Inbox;

/// <summary>The episodes that were announced last, as the inbox page shows them. Bounded; safe for concurrent use.</summary>
internal sealed class IncidentInbox
{
    /// <summary>Episodes kept; over it the one that is longest over goes first, open ones last.</summary>
    public const int Capacity = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<EpisodeKey, Episode> _episodes = [];

    /// <summary>Open ones first, then the newest announcement first.</summary>
    public IReadOnlyList<Episode> Episodes
    {
        get
        {
            lock (_lock) return _episodes.Values.OrderByDescending(episode => episode.IsOpen).ThenByDescending(AnnouncedAt).ToArray();
        }
    }

    /// <summary>Shows an episode or its next version, if anybody was told of it.</summary>
    public void Show(Episode episode)
    {
        if (!episode.WasAnnounced) return;
        lock (_lock)
        {
            _episodes[episode.Key] = episode;
            if (_episodes.Count <= Capacity) return;
            _episodes.Remove(_episodes.Values.OrderBy(kept => kept.IsOpen).ThenBy(kept => kept.Latest.At).First().Key);
        }
    }

    /// <summary>The episode of a key or an incident's id.</summary>
    public Episode? Find(string id)
    {
        lock (_lock)
        {
            return _episodes.TryGetValue(new EpisodeKey(id), out var episode)
                ? episode
                : _episodes.Values.FirstOrDefault(other => other.Latest.IncidentId == id);
        }
    }

    private static DateTimeOffset AnnouncedAt(Episode episode) => (episode.Announced ?? episode.Latest).At;
}
