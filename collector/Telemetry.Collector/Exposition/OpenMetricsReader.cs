using System.Text.Unicode;

namespace Telemetry.Collector.Exposition;

/// <summary>Reads OpenMetrics 1.0 leniently: one bad line costs that line. What the format demands beyond a line is <c>OpenMetricsRules</c>.</summary>
internal static class OpenMetricsReader
{
    /// <summary>Reads one line, without its newline and other than <c># EOF</c>.</summary>
    public static void ReadLine<THandler>(ReadOnlySpan<byte> line, int number, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        var fault = BadLineReason.BlankLine;
        if (!line.IsEmpty)
        {
            fault = line[0] == '#'
                ? ReadMetadata(line, number, ref handler)
                : ReadSample(line, number, ref handler);
        }

        if (fault != BadLineReason.None)
        {
            handler.BadLine(fault, line, number);
        }
    }

    private static BadLineReason ReadSample<THandler>(ReadOnlySpan<byte> line, int number, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        if (!Utf8.IsValid(line))
        {
            return BadLineReason.InvalidUtf8;
        }

        var fault = SampleLineReader.Read(line, ExpositionFormat.OpenMetrics, out var sample);
        if (fault == BadLineReason.None)
        {
            sample.Point.Line = number;
            handler.Sample(sample);
        }

        return fault;
    }

    private static BadLineReason ReadMetadata<THandler>(ReadOnlySpan<byte> line, int number, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        const int KeywordEnd = 7;
        if (!Utf8.IsValid(line))
        {
            return BadLineReason.InvalidUtf8;
        }

        // An empty text still needs its space; a tab does not count.
        if (line.Length < KeywordEnd || !MetadataLine.TryRead(line[KeywordEnd..], out var metadata) || !EndsWithSpace(line[KeywordEnd..], metadata))
        {
            return BadLineReason.InvalidMetadata;
        }

        var keyword = line[..KeywordEnd];
        if (keyword.SequenceEqual("# HELP "u8))
        {
            handler.Help(metadata.Family, metadata.Text, number);
            return BadLineReason.None;
        }

        if (keyword.SequenceEqual("# TYPE "u8))
        {
            return ReadType(metadata, number, ref handler);
        }

        return keyword.SequenceEqual("# UNIT "u8) ? ReadUnit(metadata, number, ref handler) : BadLineReason.InvalidMetadata;
    }

    private static bool EndsWithSpace(ReadOnlySpan<byte> rest, MetadataLine metadata)
    {
        var space = rest.Length - metadata.Text.Length - 1;
        return space >= metadata.Family.Length && rest[space] == ' ';
    }

    private static BadLineReason ReadType<THandler>(MetadataLine metadata, int number, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        if (!FamilyTypes.TryParse(metadata.Text, ExpositionFormat.OpenMetrics, out var type))
        {
            return BadLineReason.InvalidType;
        }

        handler.Type(metadata.Family, type, number);
        return BadLineReason.None;
    }

    private static BadLineReason ReadUnit<THandler>(MetadataLine metadata, int number, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        var stem = metadata.Family.Length - metadata.Text.Length;
        var fits = metadata.Text.IsEmpty
            || (stem > 0 && metadata.Family.EndsWith(metadata.Text) && metadata.Family[stem - 1] == '_');
        if (!fits)
        {
            return BadLineReason.InvalidUnit;
        }

        handler.Unit(metadata.Family, metadata.Text, number);
        return BadLineReason.None;
    }
}
