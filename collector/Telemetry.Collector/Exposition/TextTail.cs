namespace Telemetry.Collector.Exposition;

/// <summary>Value and timestamp of a text 0.0.4 line.</summary>
internal static class TextTail
{
    /// <summary>Reads what follows the series.</summary>
    /// <param name="rest">The page from the line's begin on; the line ends at its first newline.</param>
    /// <param name="start">Where the series ends; the byte before it is part of the series.</param>
    /// <param name="point">Value and timestamp.</param>
    /// <param name="consumed">Length of the line, newline included.</param>
    public static BadLineReason Read(ReadOnlySpan<byte> rest, int start, out SamplePoint point, out int consumed)
    {
        point = default;
        consumed = 0;
        var i = SkipBlanks(rest, start);
        if (AtEnd(rest, i) || (i == start && rest[start - 1] != '}'))
        {
            return BadLineReason.MissingValue;
        }

        if (!FloatParser.TryParsePrefix(rest[i..], out point.Value, out var length))
        {
            return BadLineReason.InvalidValue;
        }

        i = SkipBlanks(rest, i + length);
        if (!AtEnd(rest, i))
        {
            if (!TryReadInteger(rest, ref i, out point.TimestampMs))
            {
                return BadLineReason.InvalidTimestamp;
            }

            point.HasTimestamp = true;
            i = SkipBlanks(rest, i);
        }

        consumed = Math.Min(i + 1, rest.Length);
        return AtEnd(rest, i) ? BadLineReason.None : BadLineReason.TrailingText;
    }

    private static bool AtEnd(ReadOnlySpan<byte> rest, int i) => i >= rest.Length || rest[i] == '\n';

    private static int SkipBlanks(ReadOnlySpan<byte> rest, int i)
    {
        while (i < rest.Length && rest[i] is (byte)' ' or (byte)'\t')
        {
            i++;
        }

        return i;
    }

    private static bool TryReadInteger(ReadOnlySpan<byte> rest, ref int i, out long value)
    {
        var negative = rest[i] == '-';
        var start = negative ? i + 1 : i;
        ulong magnitude = 0;
        for (i = start; i < rest.Length && (uint)(rest[i] - '0') <= 9; i++)
        {
            magnitude = (magnitude * 10) + (uint)(rest[i] - '0');
        }

        const int SafeDigits = 19;
        value = negative ? -(long)magnitude : (long)magnitude;
        return i > start && i - start <= SafeDigits && magnitude <= long.MaxValue;
    }
}
