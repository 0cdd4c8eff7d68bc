namespace Telemetry.Collector.Exposition;

/// <summary>Reads one sample line in full, as Prometheus's own parsers do.</summary>
internal static class SampleLineReader
{
    /// <summary>Reads <paramref name="line"/>, which begins with the first byte of the sample and has no newline.</summary>
    public static BadLineReason Read(ReadOnlySpan<byte> line, ExpositionFormat format, out SampleLine sample)
    {
        sample = default;
        var nameLength = MetricNames.NameLength(line);
        sample.Name = line[..nameLength];
        var brace = format == ExpositionFormat.Text ? SkipBlanks(line, nameLength) : nameLength;
        var seriesLength = nameLength;
        if (brace < line.Length && line[brace] == '{')
        {
            var fault = ReadLabels(line, brace, format, ref sample);
            if (fault != BadLineReason.None)
            {
                return fault;
            }

            seriesLength = brace + sample.Labels.Length;
        }

        if (sample.Name.IsEmpty)
        {
            return seriesLength == 0 ? BadLineReason.InvalidName : BadLineReason.MissingName;
        }

        sample.Series = line[..seriesLength];
        return ReadTail(line, seriesLength, format, out sample.Point, out _);
    }

    /// <summary>Reads value, timestamp and exemplar; see <see cref="TextTail.Read"/>.</summary>
    public static BadLineReason ReadTail(
        ReadOnlySpan<byte> rest, int start, ExpositionFormat format, out SamplePoint point, out int consumed) =>
        format == ExpositionFormat.Text
            ? TextTail.Read(rest, start, out point, out consumed)
            : OpenMetricsTail.Read(rest, start, out point, out consumed);

    private static BadLineReason ReadLabels(
        ReadOnlySpan<byte> line, int brace, ExpositionFormat format, ref SampleLine sample)
    {
        var text = line[brace..];
        var labels = new LabelEnumerator(text, format, named: !sample.Name.IsEmpty);
        var fault = LabelBlock.Read(text, ref labels);
        if (fault != BadLineReason.None)
        {
            return fault;
        }

        sample.Labels = text[..labels.End];
        if (sample.Name.IsEmpty)
        {
            sample.Name = labels.QuotedName;
            sample.NameIsEscaped = sample.Name.Contains((byte)'\\');
        }

        return BadLineReason.None;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> line, int i)
    {
        while (i < line.Length && line[i] is (byte)' ' or (byte)'\t')
        {
            i++;
        }

        return i;
    }
}
