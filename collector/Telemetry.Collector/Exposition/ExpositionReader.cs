namespace Telemetry.Collector.Exposition;

/// <summary>
/// Reads a metrics page and pushes what it finds into a handler. Allocates nothing; the page belongs to the caller.
/// A handler that knows its series (see <see cref="IExpositionHandler.Claim"/>) spares the parsing of names and labels.
/// </summary>
internal static class ExpositionReader
{
    /// <param name="body">The page.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="truncated">
    /// Whether the body ended before its time: then the last line, where it has no newline, is not believed.
    /// </param>
    /// <param name="handler">Receives samples, metadata and bad lines in page order.</param>
    public static void Read<THandler>(ReadOnlySpan<byte> body, ExpositionFormat format, bool truncated, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        var line = 0;
        while (!body.IsEmpty)
        {
            line++;
            var length = body[0] == '#' ? 0 : ReadClaimed(body, format, line, ref handler);
            if (length == 0)
            {
                length = LengthOfLine(body);
                var text = body[..length].TrimEnd((byte)'\n');
                if (format == ExpositionFormat.OpenMetrics && text.StartsWith("# EOF"u8))
                {
                    ReadEnd(body[length..], text, line, ref handler);
                    return;
                }

                ReadLine(text, format, line, whole: !truncated || length > text.Length, ref handler);
            }

            body = body[length..];
        }

        if (format == ExpositionFormat.OpenMetrics && !truncated)
        {
            handler.BadLine(BadLineReason.MissingEof, [], line + 1);
        }
    }

    /// <summary>Reads a line that the handler knows or skips; returns its length, or 0 where it has to be parsed.</summary>
    private static int ReadClaimed<THandler>(ReadOnlySpan<byte> body, ExpositionFormat format, int line, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        switch (handler.Claim(body, out var seriesLength))
        {
            case LineClaim.Skip:
                return LengthOfLine(body);
            case LineClaim.Known:
                var fault = SampleLineReader.ReadTail(body, seriesLength, format, out var point, out var length);
                if (fault != BadLineReason.None || body[length - 1] != '\n')
                {
                    return 0;
                }

                point.Line = line;
                handler.KnownSample(point);
                return length;
            default:
                return 0;
        }
    }

    private static void ReadLine<THandler>(
        ReadOnlySpan<byte> text, ExpositionFormat format, int line, bool whole, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        if (!whole)
        {
            handler.BadLine(BadLineReason.Truncated, text, line);
        }
        else if (format == ExpositionFormat.OpenMetrics)
        {
            OpenMetricsReader.ReadLine(text, line, ref handler);
        }
        else
        {
            TextReader004.ReadLine(text, line, ref handler);
        }
    }

    private static void ReadEnd<THandler>(ReadOnlySpan<byte> after, ReadOnlySpan<byte> text, int line, ref THandler handler)
        where THandler : IExpositionHandler, allows ref struct
    {
        if (text.Length > "# EOF"u8.Length)
        {
            handler.BadLine(BadLineReason.TextAfterEof, text, line);
        }
        else if (!after.IsEmpty)
        {
            handler.BadLine(BadLineReason.TextAfterEof, after[..LengthOfLine(after)], line + 1);
        }
    }

    private static int LengthOfLine(ReadOnlySpan<byte> body)
    {
        var end = body.IndexOf((byte)'\n');
        return end < 0 ? body.Length : end + 1;
    }
}
