using System.Text;
using Telemetry.Collector.Exposition.Protobuf;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>Decodes the labels of a series when it is first seen; equal strings of one target are one object.</summary>
internal sealed class LabelReader(PageLimits limits)
{
    /// <summary>Strings remembered for sharing; when full, sharing begins anew.</summary>
    public const int MaxStrings = 65_536;

    // Longer ones are hardly ever equal.
    private const int MaxSharedBytes = 256;

    private readonly Dictionary<byte[], string> _strings = new(Utf8Keys.Instance);
    private readonly List<Label> _labels = [];

    /// <summary>Reads the labels of a good line.</summary>
    /// <param name="sample">The line.</param>
    /// <param name="format">Its format.</param>
    /// <param name="boundLabel"><c>le</c>, <c>quantile</c> or empty: the label that goes into <paramref name="bound"/>, not into the set.</param>
    /// <param name="bound">Value of that label, or null where it is absent or no number.</param>
    /// <param name="refusal">The limit that the labels are over, if any; then the set is incomplete.</param>
    public LabelSet Read(
        in SampleLine sample, ExpositionFormat format, ReadOnlySpan<byte> boundLabel, out double? bound, out RefusalReason? refusal)
    {
        (bound, refusal) = (null, null);
        _labels.Clear();
        var labels = new LabelEnumerator(sample.Labels, format, named: false);
        for (var count = 1; !sample.Labels.IsEmpty && labels.MoveNext(); count++)
        {
            var label = labels.Current;
            refusal = Judge(label, count);
            if (refusal is not null) break;
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

    /// <summary>Reads the labels of a protobuf message; null where they are bad or over a limit.</summary>
    public LabelSet? Read(ReadOnlySpan<byte> message, out BadLineReason fault, out RefusalReason? refusal)
    {
        (fault, refusal) = (BadLineReason.None, null);
        _labels.Clear();
        var labels = new LabelPairs(message);
        for (var count = 1; labels.MoveNext(); count++)
        {
            var label = labels.Current;
            var name = ShareDecoded(label.Name);
            refusal = Judge(label, count);
            fault = count > LabelBlock.MaxLabels ? BadLineReason.TooManyLabels
                : _labels.Exists(earlier => earlier.Name == name) ? BadLineReason.DuplicateLabel
                : BadLineReason.None;
            if (refusal is not null || fault != BadLineReason.None) return null;
            _labels.Add(new Label(name, ShareDecoded(label.Value)));
        }

        fault = labels.Fault;
        return fault == BadLineReason.None ? new LabelSet([.. _labels]) : null;
    }

    /// <summary>Decodes a name or value.</summary>
    public string Share(ReadOnlySpan<byte> escaped)
    {
        // What has no escapes is the same in all formats.
        if (!escaped.Contains((byte)'\\'))
        {
            return ShareDecoded(escaped);
        }

        return Escapes.Decode(escaped);
    }

    /// <summary>Joins a name and its suffix.</summary>
    public string Share(string name, string suffix) => ShareDecoded(Encoding.UTF8.GetBytes(name + suffix));

    private string ShareDecoded(ReadOnlySpan<byte> text)
    {
        if (_strings.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out var shared))
        {
            return shared;
        }

        var decoded = Encoding.UTF8.GetString(text);
        if (text.Length > MaxSharedBytes)
        {
            return decoded;
        }

        if (_strings.Count == MaxStrings)
        {
            _strings.Clear();
        }

        return _strings.GetAlternateLookup<ReadOnlySpan<byte>>()[text] = decoded;
    }

    private RefusalReason? Judge(LabelSpan label, int count)
    {
        if (limits.LabelLimit > 0 && count > limits.LabelLimit) return RefusalReason.LabelLimit;
        if (limits.LabelNameLengthLimit > 0 && label.Name.Length > limits.LabelNameLengthLimit) return RefusalReason.LabelNameLengthLimit;
        return limits.LabelValueLengthLimit > 0 && label.Value.Length > limits.LabelValueLengthLimit ? RefusalReason.LabelValueLengthLimit : null;
    }
}
