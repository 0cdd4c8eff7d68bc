using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Feedback;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>The pages of the inbox.</summary>
internal static class InboxPage
{
    /// <summary>What was asked for, open ones first.</summary>
    public static string Render(InboxAnswer answer, InboxQuery query, string root)
    {
        var html = new HtmlWriter(root);
        // Somebody who searches or pages on reads; the page is not taken away from them.
        InboxFrame.Begin(html, answer.Open > 0 ? $"({answer.Open}) Alerts" : "Alerts", refreshes: query is { Text: "", Offset: 0 });
        html.Write($"<header><h1>Alerts</h1><p>{answer.Open} open, {answer.Past} resolved</p></header>");
        InboxTabs.Write(html, answer, query.State);
        WriteSearch(html, query);
        if (answer.Items.Count == 0) html.Write($"<p class=\"calm\">{EmptyText(answer, query)}</p>");
        else html.Write($"<div class=\"list\">");
        foreach (var item in answer.Items) InboxRow.Write(html, item);
        if (answer.Items.Count > 0) html.Write($"</div>");
        WritePaging(html, answer, query);
        InboxFrame.End(html);
        return html.ToString();
    }

    /// <summary>One incident with everything that is known of it.</summary>
    public static string RenderOne(InboxItem item, EpisodeSurroundings around, string root)
    {
        var html = new HtmlWriter(root);
        InboxFrame.Begin(html, item.Face.Title, refreshes: false);
        html.Write($"<header><h1><a href=\"{html.At(IncidentLinks.InboxPath)}\">Alerts</a> / {(item.Incident is null ? item.Face.Subject : item.Face.Id)}</h1></header>");
        if (item.Incident is { } incident) IncidentCard.Write(html, item.Face, incident, around);
        else GroupCard.Write(html, item, around);
        ActionForms.Write(html, item, around);
        WhySection.Write(html, item, around);
        DeliveryHistory.Write(html, item.Messages);
        if (item.Incident is { } judged) FeedbackForm.Write(html, judged, around.Feedback);
        InboxFrame.End(html);
        return html.ToString();
    }

    /// <summary>The answer for an incident that the inbox does not hold.</summary>
    public static string RenderUnknown(string id, string root)
    {
        var html = new HtmlWriter(root);
        InboxFrame.Begin(html, "Unknown alert", refreshes: false);
        html.Write($"<header><h1><a href=\"{html.At(IncidentLinks.InboxPath)}\">Alerts</a></h1></header>");
        html.Write($"<p class=\"calm\">No alert {id} is kept here; the newest {IncidentInbox.Capacity} are.</p>");
        InboxFrame.End(html);
        return html.ToString();
    }

    private static void WriteSearch(HtmlWriter html, InboxQuery query)
    {
        html.Write($"<form class=\"search\" method=\"get\" action=\"{html.At(IncidentLinks.InboxPath)}\"><input type=\"hidden\" name=\"state\" value=\"{InboxTabs.NameOf(query.State)}\">");
        html.Write($"<input type=\"search\" name=\"q\" value=\"{query.Text}\" placeholder=\"Search: part, cluster, words, id\" aria-label=\"Search\"><button>Search</button></form>");
    }

    private static void WritePaging(HtmlWriter html, InboxAnswer answer, InboxQuery query)
    {
        if (answer.Total <= answer.Items.Count && query.Offset == 0) return;
        html.Write($"<nav class=\"paging\"><span>{query.Offset + 1}–{query.Offset + answer.Items.Count} of {answer.Total}</span>");
        if (query.Offset > 0) html.Write($"<a href=\"{html.At(Address(query, query.Offset - query.Limit))}\">Newer</a>");
        if (query.Offset + answer.Items.Count < answer.Total) html.Write($"<a href=\"{html.At(Address(query, query.Offset + query.Limit))}\">Older</a>");
        html.Write($"</nav>");
    }

    private static string Address(InboxQuery query, int offset) =>
        $"{IncidentLinks.InboxPath}?state={InboxTabs.NameOf(query.State)}&q={Uri.EscapeDataString(query.Text)}&offset={Math.Max(0, offset)}&limit={query.Limit}";

    private static string EmptyText(InboxAnswer answer, InboxQuery query) => query switch
    {
        { Words.Count: > 0 } => "Nothing matches.",
        { State: InboxState.Open } => "Nothing is open.",
        { State: InboxState.Told } when answer.Past == 0 => "Nobody has been paged.",
        _ => "Nothing here.",
    };
}
