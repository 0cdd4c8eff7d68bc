using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>One open incident.</summary>
internal sealed class Incident
{
    /// <summary>A drift that begins later than this after the last unwell tick of what it would belong to is an incident of its own.</summary>
    public const long SeparateAfterMs = 60_000;

    private const long TogetherMs = 30_000;

    // Hysteresis: a signal that dips for a while is the same incident. Well below the five minutes that are promised.
    private const long ResolveAfterMs = 120_000;

    private readonly SortedDictionary<string, long> _lastUnwellMs = new(StringComparer.Ordinal);

    private readonly long _firstUnwellMs;

    /// <param name="id">Its id.</param>
    /// <param name="openedMs">Tick that opened it.</param>
    /// <param name="firstUnwellMs">Since when the component that opened it was unwell.</param>
    public Incident(string id, long openedMs, long firstUnwellMs)
    {
        (Id, OpenedMs, LastUnwellMs) = (id, openedMs, openedMs);
        _firstUnwellMs = firstUnwellMs;
    }

    public string Id { get; }

    public long OpenedMs { get; }

    public long Sequence { get; private set; }

    public long BeganMs { get; set; } = long.MaxValue;

    public long LastUnwellMs { get; private set; }

    public IncidentSeverity Severity { get; private set; } = IncidentSeverity.Info;

    /// <summary>Tick at which it became worth a page; 0 before.</summary>
    public long PagedMs { get; private set; }

    /// <summary>Whether it has become worse since then.</summary>
    public WorseningWatch Worsening { get; } = new();

    public IReadOnlyList<RootCause> Root { get; set; } = [];

    /// <summary>Components that take part or took part.</summary>
    public IReadOnlyCollection<string> Members => _lastUnwellMs.Keys;

    public string RootComponent => Root.Count > 0 ? Root[0].Component : "";

    public long NextSequence() => ++Sequence;

    /// <summary>Raises the severity; it never falls.</summary>
    public void Raise(IncidentSeverity severity, long nowMs)
    {
        if (severity <= Severity) return;
        Severity = severity;
        if (severity == IncidentSeverity.Page) PagedMs = nowMs;
    }

    /// <summary>Notes that a member is unwell at a tick.</summary>
    public void MarkUnwell(string component, long nowMs)
    {
        _lastUnwellMs[component] = nowMs;
        LastUnwellMs = nowMs;
    }

    /// <summary>Whether all have been well for so long that it is over.</summary>
    /// <param name="nowMs">The tick.</param>
    /// <param name="intervalMs">The longest scrape interval: one good scrape is no recovery.</param>
    public bool IsOver(long nowMs, long intervalMs) => nowMs - LastUnwellMs >= Math.Max(ResolveAfterMs, 2 * intervalMs);

    /// <summary>
    /// Whether a component that has been unwell since <paramref name="unwellSinceMs"/> belongs here: the root, what depends on it and fell
    /// ill while it was, and whatever began together with it: two parts seldom fail by chance in the same minute.
    /// </summary>
    public bool Owns(string component, long unwellSinceMs, DependencyGraph graph, long lateMs, long intervalMs)
    {
        var root = RootComponent;
        var rootLast = _lastUnwellMs.TryGetValue(root, out var last) ? last : OpenedMs;
        if (component == root || graph.DependsOn(component, root)) return unwellSinceMs <= rootLast + SeparateAfterMs;
        // A cause that shows itself after what it ails.
        if (graph.DependsOn(root, component) && unwellSinceMs <= OpenedMs + lateMs) return true;
        var togetherMs = Math.Max(TogetherMs, intervalMs);
        return unwellSinceMs <= OpenedMs + togetherMs && unwellSinceMs >= _firstUnwellMs - togetherMs;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Id);
        writer.Write(OpenedMs);
        writer.Write(_firstUnwellMs);
        writer.Write(Sequence);
        writer.Write(BeganMs);
        writer.Write(LastUnwellMs);
        writer.Write((int)Severity);
        writer.Write(PagedMs);
        writer.Write(Root.Count);
        foreach (var root in Root)
        {
            writer.Write(root.Component);
            writer.Write(root.Cause);
            writer.Write(root.Probability);
        }

        writer.Write(_lastUnwellMs.Count);
        foreach (var (component, last) in _lastUnwellMs)
        {
            writer.Write(component);
            writer.Write(last);
        }

        Worsening.Save(writer);
    }

    public static Incident Restore(ref SnapshotReader reader)
    {
        var incident = new Incident(reader.ReadText(), reader.ReadLong(), reader.ReadLong())
        {
            Sequence = reader.ReadLong(),
            BeganMs = reader.ReadLong(),
            LastUnwellMs = reader.ReadLong(),
            Severity = (IncidentSeverity)reader.ReadInt(),
            PagedMs = reader.ReadLong(),
        };
        var root = new List<RootCause>();
        for (var left = reader.ReadCount(); left > 0; left--) root.Add(new RootCause(reader.ReadText(), reader.ReadText(), reader.ReadDouble()));
        incident.Root = root;
        for (var left = reader.ReadCount(); left > 0; left--) incident._lastUnwellMs[reader.ReadText()] = reader.ReadLong();
        incident.Worsening.Restore(ref reader);
        return incident;
    }
}
