using System.Text;

namespace Telemetry.Collector.Exposition;

/// <summary>Tells pages for people from pages of metrics.</summary>
internal static class HtmlPages
{
    /// <summary>Whether the page begins as HTML does; no format of metrics begins so.</summary>
    public static bool IsOne(ReadOnlySpan<byte> body)
    {
        var text = body.TrimStart(" \t\r\n"u8);
        return Begins(text, "<!doctype"u8) || Begins(text, "<html"u8) || Begins(text, "<head"u8) || Begins(text, "<body"u8);
    }

    private static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.Length >= word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);
}
