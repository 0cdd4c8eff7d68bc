namespace Telemetry.Alerting.Receivers.Email;

/// <summary>A mail's content as DATA carries it.</summary>
internal static class SmtpData
{
    /// <summary>The final dot.</summary>
    public static ReadOnlyMemory<byte> End { get; } = ".\r\n"u8.ToArray();

    /// <summary>The content, ending in a line break, with a dot before every line that begins with one (RFC 5321, 4.5.2).</summary>
    public static ReadOnlyMemory<byte> Stuffed(ReadOnlyMemory<byte> content)
    {
        var stuffed = new MemoryStream(content.Length + 16);
        var isLineStart = true;
        foreach (var next in content.Span)
        {
            if (isLineStart && next == '.') stuffed.WriteByte((byte)'.');
            stuffed.WriteByte(next);
            isLineStart = next == '\n';
        }

        if (!isLineStart) stuffed.Write("\r\n"u8);
        return stuffed.ToArray();
    }
}
