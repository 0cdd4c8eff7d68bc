using System.Text;

namespace Telemetry.Series.Matching;

/// <summary>Labels of a series, its name among them as <c>__name__</c>: sorted by name, each name once, no empty values.</summary>
internal sealed class LabelSet : IEquatable<LabelSet>, IComparable<LabelSet>
{
    /// <summary>Label that carries a series' name.</summary>
    public const string NameLabel = "__name__";

    private readonly Label[] _labels;
    private readonly int _hash;

    private LabelSet(Label[] sorted)
    {
        _labels = sorted;
        var hash = new HashCode();
        foreach (var label in sorted)
        {
            hash.Add(label.Name, StringComparer.Ordinal);
            hash.Add(label.Value, StringComparer.Ordinal);
        }

        _hash = hash.ToHashCode();
    }

    /// <summary>No labels.</summary>
    public static LabelSet Empty { get; } = new([]);

    public ReadOnlySpan<Label> Labels => _labels;

    /// <summary>Builds a set; labels with an empty value are left out. A name given twice is the caller's error.</summary>
    public static LabelSet Of(string? name, params ReadOnlySpan<Label> labels)
    {
        var kept = new List<Label>(labels.Length + 1);
        if (!string.IsNullOrEmpty(name)) kept.Add(new(NameLabel, name));
        foreach (var label in labels)
        {
            if (label.Value.Length > 0) kept.Add(label);
        }

        kept.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return kept.Count == 0 ? Empty : new([.. kept]);
    }

    /// <summary>Value of a label; empty where the label is absent, as matchers see it.</summary>
    public string Get(string name)
    {
        foreach (var label in _labels)
        {
            if (label.Name == name) return label.Value;
        }

        return "";
    }

    /// <summary>The same labels without the name.</summary>
    public LabelSet WithoutName() =>
        Get(NameLabel).Length == 0 ? this : new([.. _labels.Where(label => label.Name != NameLabel)]);

    /// <summary>The same labels, each text replaced by the one that <paramref name="intern"/> keeps for it.</summary>
    public LabelSet Interned(Func<Label, Label> intern) => new([.. _labels.Select(intern)]);

    public bool Equals(LabelSet? other) => other is not null && _hash == other._hash && _labels.AsSpan().SequenceEqual(other._labels);

    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    public override int GetHashCode() => _hash;

    public int CompareTo(LabelSet? other)
    {
        if (other is null) return 1;
        for (var i = 0; i < _labels.Length && i < other._labels.Length; i++)
        {
            var order = string.CompareOrdinal(_labels[i].Name, other._labels[i].Name);
            if (order == 0) order = string.CompareOrdinal(_labels[i].Value, other._labels[i].Value);
            if (order != 0) return order;
        }

        return _labels.Length.CompareTo(other._labels.Length);
    }

    /// <summary>As Prometheus writes it in messages: <c>{job="x"}</c>, a name in front.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Get(NameLabel)).Append('{');
        foreach (var (name, value) in _labels)
        {
            if (name == NameLabel) continue;
            if (text[^1] != '{') text.Append(", ");
            text.Append(name).Append('=').Append(GoQuote.Quote(value));
        }

        return text.Append('}').ToString();
    }
}
