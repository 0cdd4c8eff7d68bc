using System.Globalization;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>A group of alerts of others: what its newest message says.</summary>
internal static class GroupCard
{
    private const int MaxAlerts = 50;

    /// <summary>Writes the card.</summary>
    public static void Write(HtmlWriter html, InboxItem item, EpisodeSurroundings around)
    {
        var face = item.Face;
        html.Write($"<article class=\"{InboxRow.ToneOf(face)}\"><div class=\"state\"><b>{InboxRow.StateOf(face)}</b><span>{face.Where}</span><time>{ExplanationText.Moment(face.ToldAt)}</time>");
        if (around.Acknowledged.Length > 0) html.Write($"<span>acknowledged: {around.Acknowledged}</span>");
        html.Write($"</div><h2>{face.Title}</h2><dl>");
        foreach (var (name, value) in EpisodeLabels.OfSubject(item)) html.Write($"<dt>{name}</dt><dd>{value}</dd>");
        html.Write($"<dt>History</dt><dd>{around.History}</dd></dl>");
        if (DataOf(item.Messages) is { } data) WriteAlerts(html, data);
        html.Write($"</article>");
    }

    private static NotificationData? DataOf(IReadOnlyList<OutboxRow> messages) =>
        messages.Count > 0 && messages[^1].Subject.Read() is GroupSubject group ? group.Data : null;

    private static void WriteAlerts(HtmlWriter html, NotificationData data)
    {
        html.Write($"<h3>Alerts in the newest message</h3><div class=\"wide\"><table><tr><th>State</th><th>Since</th><th>Labels</th><th>Summary</th></tr>");
        foreach (var alert in data.Alerts.Take(MaxAlerts))
        {
            html.Write($"<tr><td>{alert.Status}</td><td>{ExplanationText.Moment(alert.StartsAt)}</td><td>");
            foreach (var (name, value) in alert.Labels) html.Write($"<code>{name}={value}</code> ");
            html.Write($"</td><td>{alert.Annotations.GetValueOrDefault("summary") ?? alert.Annotations.GetValueOrDefault("description") ?? ""}</td></tr>");
        }

        html.Write($"</table></div>");
        if (data.Alerts.Count > MaxAlerts) html.Write($"<p class=\"hint\">and {(data.Alerts.Count - MaxAlerts).ToString(CultureInfo.InvariantCulture)} more</p>");
    }
}
