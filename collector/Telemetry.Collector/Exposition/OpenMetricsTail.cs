using System.Text.Unicode;

namespace Telemetry.Collector.Exposition;

/// <summary>Value, timestamp and exemplar of an OpenMetrics line: single spaces, timestamps in seconds.</summary>
internal static class OpenMetricsTail
{
    private const double MillisecondsPerSecond = 1000;

    /// <summary>Reads what follows the series; parameters as in <see cref="TextTail.Read"/>.</summary>
    public static BadLineReason Read(ReadOnlySpan<byte> rest, int start, out SamplePoint point, out int consumed)
    {
        point = default;
        consumed = 0;
        var i = start;
        if (!At(rest, i, ' '))
        {
            return BadLineReason.MissingValue;
        }

        if (!TryReadFloat(rest, ref i, out point.Value))
        {
            return BadLineReason.InvalidValue;
        }

        if (At(rest, i, ' ') && !At(rest, i + 1, '#'))
        {
            point.HasTimestamp = true;
            if (!TryReadTimestamp(rest, ref i, out point.TimestampMs))
            {
                return BadLineReason.InvalidTimestamp;
            }
        }

        if (At(rest, i, ' ') && !TryReadExemplar(rest, ref i, out point.Exemplar))
        {
            return BadLineReason.InvalidExemplar;
        }

        consumed = Math.Min(i + 1, rest.Length);
        return i >= rest.Length || rest[i] == '\n' ? BadLineReason.None : BadLineReason.TrailingText;
    }

    private static bool At(ReadOnlySpan<byte> rest, int i, char expected) => i < rest.Length && rest[i] == expected;

    /// <summary>Reads the float behind the space at <paramref name="i"/>.</summary>
    private static bool TryReadFloat(ReadOnlySpan<byte> rest, ref int i, out double value)
    {
        var read = FloatParser.TryParsePrefix(rest[(i + 1)..], out value, out var length);
        i += 1 + length;
        return read;
    }

    private static bool TryReadTimestamp(ReadOnlySpan<byte> rest, ref int i, out long milliseconds)
    {
        var read = TryReadFloat(rest, ref i, out var seconds) && double.IsFinite(seconds);
        // A conversion out of range saturates.
        milliseconds = read ? (long)Math.Round(seconds * MillisecondsPerSecond) : 0;
        return read;
    }

    private static bool TryReadExemplar(ReadOnlySpan<byte> rest, scoped ref int i, out ExemplarSpan exemplar)
    {
        exemplar = default;
        if (!rest[i..].StartsWith(" # {"u8))
        {
            return false;
        }

        var end = rest[i..].IndexOf((byte)'\n');
        var text = end < 0 ? rest[(i + 3)..] : rest[(i + 3)..(i + end)];
        var labels = new LabelEnumerator(text, ExpositionFormat.OpenMetrics, named: true);
        if (LabelBlock.Read(text, ref labels) != BadLineReason.None)
        {
            return false;
        }

        exemplar.Exists = true;
        exemplar.Labels = text[..labels.End];
        i += 3 + labels.End;
        // Prometheus's lexer ends at a zero byte inside an exemplar, though not inside a series.
        if (exemplar.Labels.Contains((byte)0) || !Utf8.IsValid(exemplar.Labels) || !At(rest, i, ' ') || !TryReadFloat(rest, ref i, out exemplar.Value))
        {
            return false;
        }

        exemplar.HasTimestamp = At(rest, i, ' ');
        return !exemplar.HasTimestamp || TryReadTimestamp(rest, ref i, out exemplar.TimestampMs);
    }
}
