using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Feedback;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>The pages of the inbox.</summary>
internal static class InboxPage
{
    /// <summary>All announced incidents, open ones first.</summary>
    public static string Render(IReadOnlyList<InboxItem> items)
    {
        var html = new HtmlWriter();
        var open = items.Count(item => item.Episode.IsOpen);
        InboxFrame.Begin(html, open > 0 ? $"({open}) Alerts" : "Alerts", refreshes: true);
        html.Write($"<header><h1>Alerts</h1><p>{open} open, {items.Count - open} resolved</p></header>");
        if (items.Count == 0) html.Write($"<p class=\"calm\">Nobody has been paged.</p>");
        foreach (var item in items) IncidentCard.Write(html, item, withEvidence: item.Episode.IsOpen);
        InboxFrame.End(html);
        return html.ToString();
    }

    /// <summary>One incident with everything that is known of it.</summary>
    /// <param name="item">The incident.</param>
    /// <param name="feedback">What was said last of it; null where nothing was.</param>
    public static string RenderOne(InboxItem item, FeedbackRecord? feedback)
    {
        var html = new HtmlWriter();
        InboxFrame.Begin(html, item.Episode.Latest.Summary, refreshes: false);
        html.Write($"<header><h1><a href=\"{IncidentLinks.InboxPath}\">Alerts</a> / {item.Episode.Latest.IncidentId}</h1></header>");
        IncidentCard.Write(html, item, withEvidence: true);
        FeedbackForm.Write(html, item.Episode, feedback);
        InboxFrame.End(html);
        return html.ToString();
    }

    /// <summary>The answer for an incident that the inbox does not hold.</summary>
    public static string RenderUnknown(string id)
    {
        var html = new HtmlWriter();
        InboxFrame.Begin(html, "Unknown incident", refreshes: false);
        html.Write($"<header><h1><a href=\"{IncidentLinks.InboxPath}\">Alerts</a></h1></header>");
        html.Write($"<p class=\"calm\">No incident {id} is kept here; the last {IncidentInbox.Capacity} announced ones are.</p>");
        InboxFrame.End(html);
        return html.ToString();
    }
}
