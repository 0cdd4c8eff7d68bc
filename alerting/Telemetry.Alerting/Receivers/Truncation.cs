using System.Globalization;

namespace Telemetry.Alerting.Receivers;

/// <summary>Cuts text to a receiver's limit.</summary>
internal static class Truncation
{
    private const string Ellipsis = "…";

    /// <summary>
    /// The text, or its beginning and "…", in at most <paramref name="limit"/> UTF-16 units (never fewer than a receiver counts).
    /// Cuts between grapheme clusters: half a letter or half an emoji is never sent.
    /// </summary>
    public static string Cut(string text, int limit)
    {
        if (text.Length <= limit) return text;
        if (limit < Ellipsis.Length) return "";
        var end = 0;
        while (true)
        {
            var next = StringInfo.GetNextTextElementLength(text, end);
            if (end + next > limit - Ellipsis.Length) return string.Concat(text.AsSpan(0, end), Ellipsis);
            end += next;
        }
    }
}
