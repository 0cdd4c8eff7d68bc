namespace Telemetry.Alerting.Receivers.Slack;

/// <summary>Text in Slack's markup: what comes from outside mentions nobody and links nowhere.</summary>
internal static class SlackMarkup
{
    /// <summary>The text escaped, in at most <paramref name="limit"/> characters after escaping.</summary>
    public static string Escape(string text, int limit)
    {
        var cut = Truncation.Cut(text, limit);
        var escaped = Escape(cut);
        while (escaped.Length > limit && cut.Length > 1)
        {
            cut = Truncation.Cut(cut, Math.Max(1, cut.Length - (escaped.Length - limit)));
            escaped = Escape(cut);
        }

        return escaped.Length <= limit ? escaped : "";
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
