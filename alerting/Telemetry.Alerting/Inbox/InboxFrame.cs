using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>What surrounds every page of alerting.</summary>
internal static class InboxFrame
{
    private const int RefreshSeconds = 5;

    /// <summary>Begins a page; one that is read and typed into is not taken away by a refresh.</summary>
    public static void Begin(HtmlWriter html, string title, bool refreshes)
    {
        html.Write($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>");
        html.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        if (refreshes) html.Write($"<meta http-equiv=\"refresh\" content=\"{RefreshSeconds}\">");
        html.WriteStyle(InboxStyle.Css);
        html.Write($"</head><body><main>");
    }

    /// <summary>Ends it.</summary>
    public static void End(HtmlWriter html) => html.Write($"</main></body></html>");
}
