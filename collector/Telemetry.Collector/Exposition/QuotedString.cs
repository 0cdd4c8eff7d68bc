namespace Telemetry.Collector.Exposition;

/// <summary>A double-quoted string with backslash escapes.</summary>
internal static class QuotedString
{
    /// <summary>
    /// Length of the quoted string that <paramref name="text"/> begins with, both quotes included; 0 where it is not closed
    /// or where it does not begin with a quote.
    /// </summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '"')
        {
            return 0;
        }

        var i = 1;
        while (i < text.Length)
        {
            var found = text[i..].IndexOfAny((byte)'"', (byte)'\\');
            if (found < 0)
            {
                return 0;
            }

            i += found;
            if (text[i] == '"')
            {
                return i + 1;
            }

            i += 2;
        }

        return 0;
    }
}
