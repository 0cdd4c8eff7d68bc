using System.Buffers.Text;
using System.Text.Unicode;

namespace Telemetry.Collector.Exposition.Strict;

/// <summary>What the reference decoder of text 0.0.4 demands of a sample line.</summary>
internal static class TextSampleRules
{
    /// <summary>Judges a line from its first byte on; returns what is wrong with it, or null.</summary>
    public static string? Judge(ReadOnlySpan<byte> text, TextFamilies families)
    {
        var name = text[..MetricNames.NameLength(text)];
        var i = text.Length - text[name.Length..].TrimStart(" \t"u8).Length;
        ReadOnlySpan<byte> block = [];
        if (i < text.Length && text[i] == '{')
        {
            block = text[i..];
            var fault = JudgeLabels(block, ref name, out var length);
            if (fault is not null)
            {
                return fault;
            }

            block = block[..length];
            i += length;
        }

        if (name.IsEmpty)
        {
            return "invalid metric name";
        }

        var family = families.Resolve(Escapes.Decode(name), out var role);
        family.HasType = true;
        return JudgeBounds(block, family, ref role) ?? JudgeTail(text[i..].TrimStart(" \t"u8), family, role);
    }

    private static string? JudgeLabels(ReadOnlySpan<byte> block, ref ReadOnlySpan<byte> name, out int length)
    {
        var labels = new LabelEnumerator(block, ExpositionFormat.Text, named: !name.IsEmpty, commas: true);
        var fault = LabelBlock.Read(block, ref labels);
        length = labels.End;
        if (fault != BadLineReason.None)
        {
            return fault.Describe();
        }

        name = name.IsEmpty ? labels.QuotedName : name;
        labels = new LabelEnumerator(block, ExpositionFormat.Text, named: false);
        while (labels.MoveNext())
        {
            var label = labels.Current;
            if (!Escapes.AreKnown(label.Name) || !Escapes.AreKnown(label.Value))
            {
                return "invalid escape sequence";
            }

            if (label.Name.SequenceEqual("__name__"u8))
            {
                return "label name \"__name__\" is reserved";
            }

            if (!Utf8.IsValid(label.Name) || !Utf8.IsValid(label.Value))
            {
                return "invalid label value";
            }
        }

        return !Escapes.AreKnown(name) ? "invalid escape sequence"
            : !Utf8.IsValid(name) ? "invalid metric name"
            : null;
    }

    /// <summary>Finds <c>le</c> and <c>quantile</c> where they are no ordinary labels; both have to be numbers.</summary>
    private static string? JudgeBounds(ReadOnlySpan<byte> block, TextFamily family, ref SeriesRole role)
    {
        if (block.IsEmpty || family.BoundLabel.IsEmpty)
        {
            return null;
        }

        var labels = new LabelEnumerator(block, ExpositionFormat.Text, named: false);
        while (labels.MoveNext())
        {
            if (!labels.Current.Name.SequenceEqual(family.BoundLabel))
            {
                continue;
            }

            if (!FloatParser.TryParse(labels.Current.Value, out _))
            {
                return family.Type == FamilyType.Summary
                    ? "expected float as value for 'quantile' label"
                    : "expected float as value for 'le' label";
            }

            role = role == SeriesRole.Value ? SeriesRole.Bucket : role;
        }

        return null;
    }

    private static string? JudgeTail(ReadOnlySpan<byte> tail, TextFamily family, SeriesRole role)
    {
        var end = tail.IndexOfAny((byte)' ', (byte)'\t');
        var token = end < 0 ? tail : tail[..end];
        if (!FloatParser.TryParse(token, out var value))
        {
            return "expected float as value";
        }

        if (family.Type is FamilyType.Histogram or FamilyType.GaugeHistogram && value < 0 && role is SeriesRole.Count or SeriesRole.Bucket)
        {
            return role == SeriesRole.Count ? "negative count for histogram" : "negative bucket population for histogram";
        }

        return end < 0 ? null : JudgeTimestamp(tail[end..].TrimStart(" \t"u8));
    }

    private static string? JudgeTimestamp(ReadOnlySpan<byte> tail)
    {
        var end = tail.IndexOfAny((byte)' ', (byte)'\t');
        var token = end < 0 ? tail : tail[..end];
        if (!Utf8Parser.TryParse(token, out long _, out var consumed) || consumed != token.Length)
        {
            return "expected integer as timestamp";
        }

        return end < 0 ? null : "spurious string after timestamp";
    }
}
