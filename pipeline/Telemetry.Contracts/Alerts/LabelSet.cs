using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Telemetry.Contracts.Alerts;

/// <summary>Labels or annotations of an alert: names in ordinal order, each once. Immutable; equal when all names and values are.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "A label set is what Prometheus calls it.")]
public sealed class LabelSet : IReadOnlyList<KeyValuePair<string, string>>, IReadOnlyDictionary<string, string>, IEquatable<LabelSet>
{
    private readonly KeyValuePair<string, string>[] _labels;

    private LabelSet(KeyValuePair<string, string>[] sorted)
    {
        _labels = sorted;
        Fingerprint = LabelFingerprint.Of(sorted);
    }

    /// <summary>No labels.</summary>
    public static LabelSet Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _labels.Length;

    /// <summary>Alertmanager's identity of the labels.</summary>
    public LabelFingerprint Fingerprint { get; }

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index] => _labels[index];

    /// <summary>Value of a label; empty where it is absent, which in matching is the same.</summary>
    public string this[string name] => TryGetValue(name, out var value) ? value : "";

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _labels.Select(label => label.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => _labels.Select(label => label.Value);

    /// <summary>A set of these labels; of a name that comes twice the last value counts.</summary>
    public static LabelSet Of(IEnumerable<KeyValuePair<string, string>> labels)
    {
        var sorted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in labels) sorted[name] = value;
        return sorted.Count == 0 ? Empty : new([.. sorted]);
    }

    /// <summary>Whether there is a label of a name, and its value.</summary>
    public bool TryGetValue(string name, out string value)
    {
        // A handful of labels: a scan beats a search by halves.
        foreach (var label in _labels)
        {
            if (label.Key != name) continue;
            value = label.Value;
            return true;
        }

        value = "";
        return false;
    }

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public bool Equals(LabelSet? other) =>
        other is not null && (ReferenceEquals(this, other) || (Fingerprint == other.Fingerprint && _labels.AsSpan().SequenceEqual(other._labels)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    /// <inheritdoc/>
    public override int GetHashCode() => Fingerprint.GetHashCode();

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_labels).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
