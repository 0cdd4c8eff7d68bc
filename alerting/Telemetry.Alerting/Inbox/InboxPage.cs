using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Feedback;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>The pages of the inbox.</summary>
internal static class InboxPage
{
    private const int RefreshSeconds = 5;

    /// <summary>All announced incidents, open ones first.</summary>
    public static string Render(IReadOnlyList<InboxItem> items)
    {
        var html = new HtmlWriter();
        var open = items.Count(item => item.Episode.IsOpen);
        Begin(html, open > 0 ? $"({open}) Alerts" : "Alerts");
        html.Write($"<header><h1>Alerts</h1><p>{open} open, {items.Count - open} resolved</p></header>");
        if (items.Count == 0) html.Write($"<p class=\"calm\">Nobody has been paged.</p>");
        foreach (var item in items) IncidentCard.Write(html, item, withEvidence: item.Episode.IsOpen);
        End(html);
        return html.ToString();
    }

    /// <summary>One incident with everything that is known of it.</summary>
    /// <param name="item">The incident.</param>
    /// <param name="feedback">What was said last of it; null where nothing was.</param>
    public static string RenderOne(InboxItem item, FeedbackRecord? feedback)
    {
        var html = new HtmlWriter();
        // It is read, and typed into: it is not taken away by a refresh.
        Begin(html, item.Episode.Latest.Summary, refreshes: false);
        html.Write($"<header><h1><a href=\"{IncidentLinks.InboxPath}\">Alerts</a> / {item.Episode.Latest.IncidentId}</h1></header>");
        IncidentCard.Write(html, item, withEvidence: true);
        FeedbackForm.Write(html, item.Episode, feedback);
        End(html);
        return html.ToString();
    }

    /// <summary>The answer for an incident that the inbox does not hold.</summary>
    public static string RenderUnknown(string id)
    {
        var html = new HtmlWriter();
        Begin(html, "Unknown incident");
        html.Write($"<header><h1><a href=\"{IncidentLinks.InboxPath}\">Alerts</a></h1></header>");
        html.Write($"<p class=\"calm\">No incident {id} is kept here; the last {IncidentInbox.Capacity} announced ones are.</p>");
        End(html);
        return html.ToString();
    }

    private static void Begin(HtmlWriter html, string title, bool refreshes = true)
    {
        html.Write($"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>");
        html.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        if (refreshes) html.Write($"<meta http-equiv=\"refresh\" content=\"{RefreshSeconds}\">");
        html.WriteStyle(InboxStyle.Css);
        html.Write($"</head><body><main>");
    }

    private static void End(HtmlWriter html) => html.Write($"</main></body></html>");
}
