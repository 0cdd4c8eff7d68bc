using System.Buffers.Text;
using System.Text.Unicode;

namespace Telemetry.Collector.Exposition.Strict;

/// <summary>
/// The rules of text 0.0.4 as its reference decoder (expfmt, with UTF-8 names) applies them: every line ends with a newline,
/// commas between labels, known escapes only, one HELP and one TYPE before the samples, numbers where numbers are meant.
/// </summary>
internal sealed class TextRules
{
    private readonly TextFamilies _families = new();

    private TextRules()
    {
    }

    /// <summary>Reads the page up to its first fault.</summary>
    public static PageVerdict Judge(ReadOnlySpan<byte> body)
    {
        var rules = new TextRules();
        for (var line = 1; !body.IsEmpty; line++)
        {
            var end = body.IndexOf((byte)'\n');
            var text = (end < 0 ? body : body[..end]).TrimStart(" \t"u8);
            var fault = text.IsEmpty ? null : rules.JudgeLine(text) ?? (end < 0 ? "unexpected end of input stream" : null);
            if (fault is not null)
            {
                return new PageVerdict(line, fault);
            }

            body = end < 0 ? [] : body[(end + 1)..];
        }

        return PageVerdict.Valid;
    }

    private string? JudgeLine(ReadOnlySpan<byte> text) => text[0] == '#' ? JudgeComment(text[1..]) : JudgeSample(text);

    private string? JudgeComment(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t"u8);
        var isHelp = text.StartsWith("HELP"u8);
        var rest = isHelp || text.StartsWith("TYPE"u8) ? text[4..] : [];
        if (rest.IsEmpty || !IsBlank(rest[0]))
        {
            return null;
        }

        rest = rest.TrimStart(" \t"u8);
        if (rest.IsEmpty)
        {
            return null;
        }

        var length = rest[0] == '"' ? QuotedString.Length(rest) : MetricNames.NameLength(rest);
        var name = length > 0 && rest[0] == '"' ? rest[1..(length - 1)] : rest[..length];
        if (!Escapes.AreKnown(name))
        {
            return "invalid escape sequence";
        }

        if (name.IsEmpty || !Utf8.IsValid(name) || (length < rest.Length && !IsBlank(rest[length])))
        {
            return "invalid metric name in comment";
        }

        var family = _families.Resolve(Escapes.Decode(name), out _);
        rest = rest[length..].TrimStart(" \t"u8);
        if (rest.IsEmpty)
        {
            return null;
        }

        return isHelp ? family.SetHelp(rest) : family.SetType(rest);
    }

    private string? JudgeSample(ReadOnlySpan<byte> text)
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

        var family = _families.Resolve(Escapes.Decode(name), out var role);
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

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';
}
