namespace Telemetry.Collector.Exposition.Series;

/// <summary>Labels sorted by name (ordinal); equal where all names and values are.</summary>
internal sealed class LabelSet : IEquatable<LabelSet>
{
    private readonly Label[] _labels;
    private readonly int _hash;

    /// <summary>Takes the labels over and sorts them.</summary>
    public LabelSet(Label[] labels)
    {
        Array.Sort(labels, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        _labels = labels;
        var hash = default(HashCode);
        foreach (var label in labels)
        {
            hash.Add(label);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>The labels in order of their names.</summary>
    public ReadOnlySpan<Label> Labels => _labels;

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) => other is not null && _hash == other._hash && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}
