using System.Globalization;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Runbooks;
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
        var data = DataOf(item.Messages);
        html.Write($"<article class=\"{InboxRow.ToneOf(face)}\"><div class=\"state\"><b>{InboxRow.StateOf(face)}</b><span>{face.Where}</span><time>{ExplanationText.Moment(face.ToldAt)}</time>");
        if (around.Acknowledged.Length > 0) html.Write($"<span>acknowledged: {around.Acknowledged}</span>");
        html.Write($"</div><h2>{face.Title}</h2><dl>");
        foreach (var (name, value) in data?.CommonLabels ?? EpisodeLabels.OfSubject(item)) html.Write($"<dt>{name}</dt><dd>{value}</dd>");
        foreach (var (name, value) in data?.CommonAnnotations ?? new Dictionary<string, string>(StringComparer.Ordinal)) WriteAnnotation(html, name, value);
        html.Write($"<dt>History</dt><dd>{around.History}</dd></dl>");
        if (data is not null) WriteAlerts(html, data);
        html.Write($"</article>");
    }

    private static NotificationData? DataOf(IReadOnlyList<OutboxRow> messages) =>
        messages.Count > 0 && messages[^1].Subject.Read() is GroupSubject group ? group.Data : null;

    private static void WriteAnnotation(HtmlWriter html, string name, string value)
    {
        html.Write($"<dt>{name}</dt><dd>");
        if (RunbookLink.AddressOf(value) is { } address) html.Write($"<a href=\"{address.AbsoluteUri}\">{value}</a>");
        else html.Write($"{value}");
        html.Write($"</dd>");
    }

    // What all have alike stands above.
    private static void WriteAlerts(HtmlWriter html, NotificationData data)
    {
        html.Write($"<h3>Alerts in the newest message</h3>");
        foreach (var alert in data.Alerts.Take(MaxAlerts))
        {
            html.Write($"<div class=\"message {(alert.Status == "firing" ? "critical" : "resolved")}\"><div class=\"state\"><b>{alert.Status}</b><time>since {ExplanationText.Moment(alert.StartsAt)}</time>");
            if (RunbookLink.AddressOf(alert.GeneratorUrl) is { } source) html.Write($"<a href=\"{source.AbsoluteUri}\">source</a>");
            html.Write($"</div><p>");
            foreach (var (name, value) in alert.Labels.Where(label => !data.CommonLabels.ContainsKey(label.Key))) html.Write($"<code>{name}={value}</code> ");
            html.Write($"{(alert.Annotations.GetValueOrDefault("summary") ?? alert.Annotations.GetValueOrDefault("description") ?? "")}</p></div>");
        }

        if (data.Alerts.Count > MaxAlerts) html.Write($"<p class=\"hint\">and {(data.Alerts.Count - MaxAlerts).ToString(CultureInfo.InvariantCulture)} more</p>");
    }
}
