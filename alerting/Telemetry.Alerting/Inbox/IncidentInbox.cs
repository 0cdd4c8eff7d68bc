using System.Collections.Concurrent;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Inbox;

/// <summary>Every episode that this process keeps, to be listed, searched and opened. Bounded; safe for concurrent use.</summary>
internal sealed class IncidentInbox
{
    /// <summary>Episodes kept; over it those that are over and changed longest ago go first.</summary>
    public const int Capacity = 120_000;

    // A few at once, so that a full inbox is not sorted for each new episode.
    private const int ForgottenAtOnce = Capacity / 20;

    private const int ShortestBeginning = 8;

    private readonly ConcurrentDictionary<EpisodeKey, Shown> _shown = new();
    private readonly ConcurrentDictionary<string, EpisodeKey> _byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<IMessageSource, bool> _sources = new();

    /// <summary>Messages that were given up, as they stand now.</summary>
    public IReadOnlyList<OutboxRow> DeadRows => [.. _sources.Keys.SelectMany(source => source.DeadRows)];

    // A group at a receiver of which some are told of ends and some are not is two episodes, and one thing to look at.
    private IEnumerable<Shown> Listed => _shown.Values.Where(shown => !IsPartOfAnother(shown));

    /// <summary>Episodes that nobody was told of because something of ours held that back.</summary>
    public IReadOnlyList<AlertEpisode> Held =>
        [.. _shown.Values.Where(shown => !shown.Face.WasTold).Select(shown => shown.Episode).OfType<AlertEpisode>()
            .Where(episode => episode is Episode { WasHeldBack: true } or GroupEpisode { IsHeldForBudget: true })];

    /// <summary>Labels of every other incident that somebody was told of and that is not over.</summary>
    public IReadOnlyList<LabelSet> OpenIncidentsBut(EpisodeKey key) =>
        [.. _shown.Values.Where(shown => shown.Face is { WasTold: true, IsOpen: true } && shown.Face.Key != key)
            .Select(shown => shown.Episode as Episode).OfType<Episode>()
            .Select(episode => LabelSet.Of(AlertLabels.Of(episode.Announced ?? episode.Latest, episode.PagedSequence is null ? AlertLevel.Ticket : AlertLevel.Page)))];

    /// <summary>Begins to look after a source's dead letters.</summary>
    public void Attach(IMessageSource source) => _sources[source] = true;

    /// <summary>A source has closed: somebody else keeps its episodes from now on.</summary>
    public void Detach(IMessageSource source)
    {
        _sources.TryRemove(source, out _);
        foreach (var shown in _shown.Values.Where(shown => shown.Source == source).ToArray()) Forget(shown.Face.Key);
    }

    /// <summary>Shows an episode or its next version; its messages are looked up when somebody looks.</summary>
    public void Show(AlertEpisode episode, IMessageSource source) =>
        Show(episode is GroupEpisode group ? EpisodeFace.Of(group, source.RowsOf(group.Key)) : EpisodeFace.Of((Episode)episode), episode, source, untold: null);

    /// <summary>Shows a group that nobody is told of, and why.</summary>
    public void Show(UntoldGroup group, IMessageSource source)
    {
        var face = EpisodeFace.Of(group);
        if (!_shown.TryGetValue(face.Key, out var shown) || !shown.Face.WasTold) Show(face, episode: null, source, group);
    }

    private void Show(EpisodeFace face, AlertEpisode? episode, IMessageSource source, UntoldGroup? untold)
    {
        _shown[face.Key] = new Shown(face, episode, source, untold, episode is GroupEpisode ? GroupEpisode.WithEndsOf(face.Key) : null);
        _byId[face.Id] = face.Key;
        if (_shown.Count > Capacity) ForgetSome();
    }

    /// <summary>Takes an episode out: it was forgotten by whoever kept it.</summary>
    public void Forget(EpisodeKey key)
    {
        if (!_shown.TryRemove(key, out var shown)) return;
        _byId.TryRemove(new KeyValuePair<string, EpisodeKey>(shown.Face.Id, key));
    }

    /// <summary>What is asked for.</summary>
    public InboxAnswer Search(InboxQuery query)
    {
        var dead = DeadRows.Select(row => ListedKeyOf(row.Episode)).ToHashSet();
        int open = 0, past = 0, untold = 0;
        var found = new List<Shown>();
        foreach (var (key, shown) in _shown)
        {
            if (IsPartOfAnother(shown)) continue;
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
        if (_shown.TryGetValue(ListedKeyOf(new EpisodeKey(id)), out var shown)) return ItemOf(shown);
        if (_byId.TryGetValue(id, out var key) && _shown.TryGetValue(ListedKeyOf(key), out shown)) return ItemOf(shown);
        return FindByBeginning(id) is { } only ? ItemOf(only) : null;
    }

    /// <summary>Messages that were given up, with their episodes, the newest first.</summary>
    public IReadOnlyList<(InboxItem Item, OutboxRow Message)> FindDeadLetters()
    {
        var letters = new List<(InboxItem, OutboxRow)>();
        foreach (var row in DeadRows.OrderByDescending(row => row.EnqueuedAt))
            if (_shown.TryGetValue(row.Episode, out var shown)) letters.Add((ItemOf(shown), row));
        return letters;
    }

    /// <summary>Episodes of the same subject at the same place that somebody was told of before another, the newest first.</summary>
    public IReadOnlyList<EpisodeFace> FindSimilar(EpisodeFace face, DateTimeOffset since) =>
        [.. Listed.Select(shown => shown.Face)
            .Where(other => other.WasTold && other.Key != face.Key && other.Where == face.Where && other.Subject == face.Subject && other.Began >= since && other.Began < face.Began)
            .OrderByDescending(other => other.Began)];

    /// <summary>How many episodes that meet a condition somebody was told of, from one time to before another.</summary>
    public int CountTold(DateTimeOffset from, DateTimeOffset until, Func<EpisodeFace, bool> condition) =>
        Listed.Count(shown => shown.Face.WasTold && shown.Face.ToldAt >= from && shown.Face.ToldAt < until && condition(shown.Face));

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

    // Keys of groups are long, and nobody types them to their end: the only open one that begins so, else the only one at all.
    private Shown? FindByBeginning(string text)
    {
        if (text.Length < ShortestBeginning) return null;
        var found = Listed.Where(shown => shown.Face.Key.Value.StartsWith(text, StringComparison.Ordinal)).ToArray();
        return Array.FindAll(found, shown => shown.Face.IsOpen) is [var open] ? open : found is [var only] ? only : null;
    }

    private bool IsPartOfAnother(Shown shown) => shown.WithEnds is { } other && _shown.ContainsKey(other);

    private EpisodeKey ListedKeyOf(EpisodeKey key) => GroupEpisode.WithEndsOf(key) is { } other && _shown.ContainsKey(other) ? other : key;

    private static InboxItem ItemOf(Shown shown) => new(shown.Face, shown.Episode, MessagesOf(shown), shown.Untold);

    private static IReadOnlyList<OutboxRow> MessagesOf(Shown shown)
    {
        var own = shown.Source.RowsOf(shown.Face.Key);
        if (shown.Episode is not GroupEpisode || shown.Source.RowsOf(GroupEpisode.WithoutEndsOf(shown.Face.Key)) is not { Count: > 0 } others) return own;
        return [.. own.Concat(others).OrderBy(row => row.EnqueuedAt)];
    }

    private sealed record Shown(EpisodeFace Face, AlertEpisode? Episode, IMessageSource Source, UntoldGroup? Untold, EpisodeKey? WithEnds);
}
