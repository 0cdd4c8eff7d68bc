using System.Runtime.InteropServices;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Collector.Publishing;

/// <summary>
/// What outlives a series' absence: when its counter began, and its encoded labels. Without it a counter that is missing from one page
/// would seem to be born anew, and all it ever counted to have happened since.
/// </summary>
internal sealed class PointMemory
{
    /// <summary>Points of vanished series that are remembered beside those on the page, at the least.</summary>
    public const int SpareEntries = 4096;

    private readonly Dictionary<Key, Entry> _entries = [];
    private readonly PointAttributesBuilder _builder = new();
    private uint _layout;

    /// <summary>Entries held.</summary>
    public int Count => _entries.Count;

    /// <summary>Begins a new arrangement of points.</summary>
    public void BeginLayout() => _layout++;

    /// <summary>The memory of one point, new where it was never seen.</summary>
    /// <param name="metric">Name of the outgoing metric.</param>
    /// <param name="shape">Kind of its points.</param>
    /// <param name="labels">Labels of the point.</param>
    /// <param name="bound">Label that the page's table keeps apart, <c>quantile</c> or <c>le</c>; default where there is none.</param>
    /// <param name="absentMs">Time of the last whole page without the point; 0 where there was none.</param>
    public (PointAttributes Attributes, CounterLife Life) Of(
        string metric, PointShape shape, LabelSet labels, Label bound, long absentMs)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, new Key(metric, shape, labels, bound), out var known);
        if (!known) entry = new Entry { Attributes = Encode(shape, labels, bound), Life = new CounterLife(absentMs) };
        entry!.Layout = _layout;
        return (entry.Attributes, entry.Life);
    }

    /// <summary>Lets every counter begin anew.</summary>
    /// <param name="startMs">When, Unix milliseconds.</param>
    public void Restart(long startMs)
    {
        foreach (var entry in _entries.Values) entry.Life.Restart(startMs);
    }

    /// <summary>Ends the arrangement: forgets vanished points once there are more of them than present ones and the spare.</summary>
    public void EndLayout(int present)
    {
        if (_entries.Count <= (2 * present) + SpareEntries) return;
        foreach (var (key, entry) in _entries)
        {
            if (entry.Layout != _layout) _entries.Remove(key);
        }
    }

    private PointAttributes Encode(PointShape shape, LabelSet labels, Label bound)
    {
        _builder.Begin(shape);
        var pending = bound.Name is not null;
        foreach (var label in labels.Labels)
        {
            if (pending && string.CompareOrdinal(bound.Name, label.Name) < 0)
            {
                _builder.Add(bound.Name!, bound.Value);
                pending = false;
            }
            _builder.Add(label.Name, label.Value);
        }
        if (pending) _builder.Add(bound.Name!, bound.Value);
        return _builder.Build();
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(string Metric, PointShape Shape, LabelSet Labels, Label Bound);

    private sealed class Entry
    {
        public required PointAttributes Attributes { get; init; }

        public required CounterLife Life { get; init; }

        public uint Layout { get; set; }
    }
}
