namespace Telemetry.Collector.Exposition.Strict;

/// <summary>
/// The rules of text 0.0.4 as its reference decoder (expfmt, with UTF-8 names) applies them: every line ends with a newline,
/// commas between labels, known escapes only, one HELP and one TYPE before the samples, numbers where numbers are meant.
/// </summary>
internal static class TextRules
{
    /// <summary>Reads the page up to its first fault.</summary>
    public static PageVerdict Judge(ReadOnlySpan<byte> body)
    {
        var families = new TextFamilies();
        for (var line = 1; !body.IsEmpty; line++)
        {
            var end = body.IndexOf((byte)'\n');
            var text = (end < 0 ? body : body[..end]).TrimStart(" \t"u8);
            var fault = text.IsEmpty ? null : JudgeLine(text, families) ?? (end < 0 ? "unexpected end of input stream" : null);
            if (fault is not null)
            {
                return new PageVerdict(line, fault);
            }

            body = end < 0 ? [] : body[(end + 1)..];
        }

        return PageVerdict.Valid;
    }

    private static string? JudgeLine(ReadOnlySpan<byte> text, TextFamilies families) =>
        text[0] == '#' ? TextCommentRules.Judge(text[1..], families) : TextSampleRules.Judge(text, families);
}
