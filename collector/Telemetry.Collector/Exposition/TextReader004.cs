using System.Text.Unicode;

namespace Telemetry.Collector.Exposition;

/// <summary>Reads Prometheus text 0.0.4 leniently: one bad line costs that line.</summary>
internal static class TextReader004
{
    /// <summary>Reads one line, without its newline. A carriage return before the newline is not part of the line.</summary>
    public static void ReadLine<THandler>(ReadOnlySpan<byte> line, int number, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        var text = (line.EndsWith("\r"u8) ? line[..^1] : line).TrimStart(" \t"u8);
        if (text.IsEmpty)
        {
            return;
        }

        var fault = text[0] == '#'
            ? ReadComment(text[1..], number, ref handler)
            : ReadSample(text, number, ref handler);
        if (fault != BadLineReason.None)
        {
            handler.BadLine(fault, line, number);
        }
    }

    private static BadLineReason ReadSample<THandler>(ReadOnlySpan<byte> text, int number, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        if (!Utf8.IsValid(text))
        {
            return BadLineReason.InvalidUtf8;
        }

        var fault = SampleLineReader.Read(text, ExpositionFormat.Text, out var sample);
        if (fault == BadLineReason.None)
        {
            sample.Point.Line = number;
            handler.Sample(sample);
        }

        return fault;
    }

    private static BadLineReason ReadComment<THandler>(ReadOnlySpan<byte> rest, int number, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        var text = rest.TrimStart(" \t"u8);
        var isMetadata = text.Length < rest.Length
            && (text.StartsWith("HELP "u8) || text.StartsWith("HELP\t"u8) || text.StartsWith("TYPE "u8) || text.StartsWith("TYPE\t"u8));
        if (!isMetadata)
        {
            return BadLineReason.None;
        }

        if (!Utf8.IsValid(text))
        {
            return BadLineReason.InvalidUtf8;
        }

        if (!MetadataLine.TryRead(text[5..].TrimStart(" \t"u8), out var metadata))
        {
            return BadLineReason.InvalidMetadata;
        }

        if (text[0] == 'H')
        {
            handler.Help(metadata.Family, metadata.Text, number);
            return BadLineReason.None;
        }

        if (!FamilyTypes.TryParse(metadata.Text.Trim(" \t"u8), ExpositionFormat.Text, out var type))
        {
            return BadLineReason.InvalidType;
        }

        handler.Type(metadata.Family, type, number);
        return BadLineReason.None;
    }
}
