using Telemetry.Detection.Detectors;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.States;

/// <summary>
/// A written rule of state, duration and scope: the scope is any child (a volume, a container; one where nothing tells children apart). Its
/// evidence is a fact and not a statistic: none until the state has lasted, then certain. 24 bytes a child, at most
/// <see cref="MaxChildren"/> of them.
/// </summary>
public sealed class StateDetector(StateRule rule) : ISignalDetector
{
    /// <summary>Most children with a clock of their own; further ones share the last.</summary>
    public const int MaxChildren = 1_000;

    // A container that crashes in a loop runs in between, and a rate dips: a shorter interruption is the same state.
    private const long InterruptionMs = 60_000;

    private readonly List<Child> _children = [];

    /// <summary>Number of children.</summary>
    public int Children => _children.Count;

    /// <summary>Adds a child and gives its number.</summary>
    public int AddChild()
    {
        if (_children.Count < MaxChildren) _children.Add(new Child());
        return _children.Count - 1;
    }

    /// <summary>Takes a child's value of this scrape; of several the worst counts.</summary>
    public void Take(int child, double value)
    {
        if (double.IsNaN(_children[child].Value) || rule.IsWorse(value, _children[child].Value)) _children[child].Value = value;
    }

    /// <summary>Forgets since when states hold: nothing is known of the time in between.</summary>
    public void Interrupt()
    {
        foreach (var child in _children) child.SinceMs = 0;
    }

    /// <inheritdoc/>
    public SignalScore Score(in ScrapeTime scrape)
    {
        if (_children.Count == 0) return SignalScore.Nothing;
        var (since, worst) = (0L, double.NaN);
        foreach (var child in _children)
        {
            if (HasLasted(child, scrape.TimeMs) && (since == 0 || Since(child, scrape.TimeMs) < since)) since = Since(child, scrape.TimeMs);
            if (double.IsNaN(worst) || rule.IsWorse(child.Value, worst)) worst = child.Value;
        }

        return new SignalScore(true, since == 0 ? 0 : AvailabilityDetector.Certain, 0, since, worst, double.NaN);
    }

    /// <inheritdoc/>
    public void Learn(in ScrapeTime scrape, Learning learning)
    {
        foreach (var child in _children)
        {
            child.SinceMs = Since(child, scrape.TimeMs);
            if (rule.Holds(child.Value)) child.HeldMs = scrape.TimeMs;
            child.Value = double.NaN;
        }
    }

    /// <inheritdoc/>
    public void Save(SnapshotWriter writer)
    {
        writer.Write(_children.Count);
        foreach (var child in _children)
        {
            writer.Write(child.SinceMs);
            writer.Write(child.HeldMs);
        }
    }

    /// <inheritdoc/>
    public void Restore(ref SnapshotReader reader)
    {
        _children.Clear();
        for (var left = reader.ReadCount(); left > 0; left--)
            _children.Add(new Child { SinceMs = reader.ReadLong(), HeldMs = reader.ReadLong() });
        if (_children.Count > MaxChildren) throw new SnapshotException($"{_children.Count} children are more than there may be.");
    }

    // Told by when it last held: an interruption is no part of what it has lasted.
    private bool HasLasted(Child child, long timeMs) =>
        Since(child, timeMs) is > 0 and var since && (rule.Holds(child.Value) ? timeMs : child.HeldMs) - since >= rule.ForMs;

    private long Since(Child child, long timeMs)
    {
        if (rule.Holds(child.Value)) return child.SinceMs == 0 ? timeMs : child.SinceMs;
        return child.SinceMs == 0 || timeMs - child.HeldMs >= InterruptionMs ? 0 : child.SinceMs;
    }

    private sealed class Child
    {
        public double Value { get; set; } = double.NaN;

        public long SinceMs { get; set; }

        public long HeldMs { get; set; }
    }
}
