namespace Telemetry.Collector.Exposition;

/// <summary>Validates a whole label block: its form, its size and that no name comes twice.</summary>
internal static class LabelBlock
{
    /// <summary>Labels a sample may carry. Bounds the check for doubles, which is quadratic.</summary>
    public const int MaxLabels = 128;

    /// <summary>Reads the block that <paramref name="labels"/> stands at; afterwards <c>labels.End</c> is behind its brace.</summary>
    public static BadLineReason Read(ReadOnlySpan<byte> text, ref LabelEnumerator labels)
    {
        Span<Range> names = stackalloc Range[MaxLabels];
        var count = 0;
        while (labels.MoveNext())
        {
            if (count == MaxLabels)
            {
                return BadLineReason.TooManyLabels;
            }

            var name = labels.Current.Name;
            if (Contains(text, names[..count], name))
            {
                return BadLineReason.DuplicateLabel;
            }

            text.Overlaps(name, out var start);
            names[count++] = start..(start + name.Length);
        }

        return labels.Fault;
    }

    private static bool Contains(ReadOnlySpan<byte> text, ReadOnlySpan<Range> names, ReadOnlySpan<byte> name)
    {
        foreach (var earlier in names)
        {
            if (text[earlier].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
