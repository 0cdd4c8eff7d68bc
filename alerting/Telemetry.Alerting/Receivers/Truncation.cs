using System.Globalization;

namespace Telemetry.Alerting.Receivers;

/// <summary>Cuts text to a receiver's limit, between grapheme clusters: half a letter or half an emoji is never sent.</summary>
internal static class Truncation
{
    private const string Ellipsis = "…";

    /// <summary>The text, or its beginning and "…", in at most <paramref name="limit"/> UTF-16 units (never fewer than a receiver counts).</summary>
    public static string Cut(string text, int limit) => text.Length <= limit ? text : Cut(text, limit, static element => element.Length);

    /// <summary>The same where the receiver counts code points, as Alertmanager does.</summary>
    public static string CutRunes(string text, int limit) =>
        text.Length <= limit || CountRunes(text) <= limit ? text : Cut(text, limit, CountRunes);

    private static int CountRunes(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }

    private static string Cut(string text, int limit, Func<ReadOnlySpan<char>, int> count)
    {
        if (limit < Ellipsis.Length) return "";
        var (end, counted) = (0, Ellipsis.Length);
        while (true)
        {
            var next = StringInfo.GetNextTextElementLength(text, end);
            counted += count(text.AsSpan(end, next));
            if (counted > limit) return string.Concat(text.AsSpan(0, end), Ellipsis);
            end += next;
        }
    }
}
