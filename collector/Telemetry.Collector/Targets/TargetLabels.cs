using System.Collections;
using System.Runtime.CompilerServices;

namespace Telemetry.Collector.Targets;

/// <summary>Labels of a target, compared by value: two equal targets are the same target.</summary>
[CollectionBuilder(typeof(TargetLabels), nameof(Of))]
internal sealed class TargetLabels : IReadOnlyList<KeyValuePair<string, string>>, IEquatable<TargetLabels>
{
    /// <summary>No labels.</summary>
    public static readonly TargetLabels None = new([]);

    private readonly KeyValuePair<string, string>[] _labels;

    private TargetLabels(KeyValuePair<string, string>[] labels) => _labels = labels;

    /// <inheritdoc/>
    public int Count => _labels.Length;

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index] => _labels[index];

    /// <summary>These labels, sorted by name.</summary>
    public static TargetLabels Of(ReadOnlySpan<KeyValuePair<string, string>> labels)
    {
        var sorted = labels.ToArray();
        Array.Sort(sorted, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return new(sorted);
    }

    /// <inheritdoc/>
    public bool Equals(TargetLabels? other) => other is not null && _labels.AsSpan().SequenceEqual(other._labels);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TargetLabels);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var label in _labels) hash.Add(label);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
