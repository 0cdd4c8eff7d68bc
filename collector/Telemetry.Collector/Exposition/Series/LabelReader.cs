namespace Telemetry.Collector.Exposition.Series;

/// <summary>Decodes the labels of a series when it is first seen; equal strings of one target are one object.</summary>
internal sealed class LabelReader
{
    /// <summary>Strings remembered for sharing; when full, sharing begins anew.</summary>
    public const int MaxStrings = 65_536;

    private readonly Dictionary<byte[], string> _strings = new(Utf8Keys.Instance);
    private readonly Dictionary<byte[], string>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private readonly List<Label> _labels = [];

    public LabelReader() => _lookup = _strings.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Reads the labels of a good line.</summary>
    /// <param name="sample">The line.</param>
    /// <param name="format">Its format.</param>
    /// <param name="boundLabel"><c>le</c>, <c>quantile</c> or empty: the label that goes into <paramref name="bound"/>, not into the set.</param>
    /// <param name="bound">Value of that label, or null where it is absent or no number.</param>
    public LabelSet Read(in SampleLine sample, ExpositionFormat format, ReadOnlySpan<byte> boundLabel, out double? bound)
    {
        bound = null;
        _labels.Clear();
        var labels = new LabelEnumerator(sample.Labels, format, named: false);
        while (!sample.Labels.IsEmpty && labels.MoveNext())
        {
            var label = labels.Current;
            if (!boundLabel.IsEmpty && label.Name.SequenceEqual(boundLabel))
            {
                bound = FloatParser.TryParse(label.Value, out var value) ? value : null;
            }
            else
            {
                _labels.Add(new Label(Share(label.Name), Share(label.Value)));
            }
        }

        return new LabelSet([.. _labels]);
    }

    /// <summary>Decodes a name or value.</summary>
    public string Share(ReadOnlySpan<byte> escaped)
    {
        if (_lookup.TryGetValue(escaped, out var shared))
        {
            return shared;
        }

        if (_strings.Count == MaxStrings)
        {
            _strings.Clear();
        }

        return _lookup[escaped] = Escapes.Decode(escaped);
    }
}
