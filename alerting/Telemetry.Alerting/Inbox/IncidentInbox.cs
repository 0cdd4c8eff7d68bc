using System.Collections.Concurrent;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Outbox;

namespace Telemetry.Alerting.Inbox;

/// <summary>Every episode that this process keeps, to be listed, searched and opened. Bounded; safe for concurrent use.</summary>
internal sealed class IncidentInbox
{
    /// <summary>Episodes kept; over it those that are over and changed longest ago go first.</summary>
    public const int Capacity = 120_000;

    // A few at once, so that a full inbox is not sorted for each new episode.
    private const int ForgottenAtOnce = Capacity / 20;

    private readonly ConcurrentDictionary<EpisodeKey, Shown> _shown = new();
    private readonly ConcurrentDictionary<string, EpisodeKey> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EpisodeKey> _dead = new(StringComparer.Ordinal);

    /// <summary>Messages that were given up and neither replayed nor overtaken.</summary>
    public int DeadLetters => _dead.Count;

    /// <summary>Shows an episode or its next version; its messages are looked up when somebody looks.</summary>
    public void Show(Episode episode, Func<EpisodeKey, IReadOnlyList<OutboxRow>> messagesOf)
    {
        var face = EpisodeFace.Of(episode);
        _shown[episode.Key] = new Shown(face, episode, messagesOf);
        _byId[face.Id] = episode.Key;
        if (_shown.Count > Capacity) ForgetSome();
    }

    /// <summary>Takes an episode out: it was forgotten by whoever kept it.</summary>
    public void Forget(EpisodeKey key)
    {
        if (!_shown.TryRemove(key, out var shown)) return;
        _byId.TryRemove(new KeyValuePair<string, EpisodeKey>(shown.Face.Id, key));
        foreach (var dead in _dead.Where(dead => dead.Value == key).ToArray()) _dead.TryRemove(dead);
    }

    /// <summary>A message was settled, or taken up again.</summary>
    public void Note(OutboxRow message)
    {
        if (message.Status == RowStatus.Dead) _dead[message.Id] = message.Episode;
        else _dead.TryRemove(message.Id, out _);
    }

    /// <summary>What is asked for.</summary>
    public InboxAnswer Search(InboxQuery query)
    {
        var dead = _dead.Values.ToHashSet();
        int open = 0, past = 0, untold = 0;
        var found = new List<Shown>();
        foreach (var (key, shown) in _shown)
        {
            if (!shown.Face.WasTold) untold++;
            else if (shown.Face.IsOpen) open++;
            else past++;
            if (IsAskedFor(shown.Face, query.State, dead.Contains(key)) && shown.Face.Matches(query.Words)) found.Add(shown);
        }

        var items = found.OrderByDescending(shown => shown.Face.IsOpen).ThenByDescending(shown => shown.Face.ToldAt).ThenBy(shown => shown.Face.Id, StringComparer.Ordinal)
            .Skip(query.Offset).Take(query.Limit).Select(ItemOf).ToArray();
        return new InboxAnswer(items, found.Count, open, past, untold, dead.Count);
    }

    /// <summary>The item of an episode's key or an incident's id.</summary>
    public InboxItem? Find(string id)
    {
        if (!_shown.TryGetValue(new EpisodeKey(id), out var shown) && _byId.TryGetValue(id, out var key)) _shown.TryGetValue(key, out shown);
        return shown is null ? null : ItemOf(shown);
    }

    /// <summary>Messages that were given up, with their episodes, the newest first.</summary>
    public IReadOnlyList<(InboxItem Item, OutboxRow Message)> FindDeadLetters()
    {
        var letters = new List<(InboxItem, OutboxRow)>();
        foreach (var (id, key) in _dead.ToArray())
        {
            if (_shown.TryGetValue(key, out var shown) && ItemOf(shown) is var item && item.Messages.FirstOrDefault(row => row.Id == id) is { } message) letters.Add((item, message));
        }

        return [.. letters.OrderByDescending(letter => letter.Item2.EnqueuedAt)];
    }

    /// <summary>Episodes of the same subject at the same place that somebody was told of before another, the newest first.</summary>
    public IReadOnlyList<EpisodeFace> FindSimilar(EpisodeFace face, DateTimeOffset since) =>
        [.. _shown.Values.Select(shown => shown.Face)
            .Where(other => other.WasTold && other.Key != face.Key && other.Where == face.Where && other.Subject == face.Subject && other.Began >= since && other.Began < face.Began)
            .OrderByDescending(other => other.Began)];

    private static bool IsAskedFor(EpisodeFace face, InboxState state, bool isDead) => state switch
    {
        InboxState.Open => face is { WasTold: true, IsOpen: true },
        InboxState.Past => face is { WasTold: true, IsOpen: false },
        InboxState.Untold => !face.WasTold,
        InboxState.Dead => isDead,
        InboxState.Told => face.WasTold,
        _ => true,
    };

    private void ForgetSome()
    {
        var oldest = _shown.Values.ToArray().OrderBy(shown => shown.Face.IsOpen).ThenBy(shown => shown.Face.ChangedAt).Take(ForgottenAtOnce);
        foreach (var shown in oldest.ToArray()) Forget(shown.Face.Key);
    }

    private static InboxItem ItemOf(Shown shown) => new(shown.Face, shown.Episode, shown.MessagesOf(shown.Face.Key));

    private sealed record Shown(EpisodeFace Face, Episode Episode, Func<EpisodeKey, IReadOnlyList<OutboxRow>> MessagesOf);
}
