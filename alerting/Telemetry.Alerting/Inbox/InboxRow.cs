using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>An episode as one entry of the list.</summary>
internal static class InboxRow
{
    public static void Write(HtmlWriter html, InboxItem item)
    {
        var face = item.Face;
        html.Write($"<a class=\"row {ToneOf(face)}\" href=\"{html.At($"{IncidentLinks.InboxPath}/{face.Key.Value}")}\">");
        html.Write($"<span class=\"state\"><b>{StateOf(face)}</b><span>{face.Where}</span>");
        // A group's title begins with it.
        if (!face.IsOfOthers) html.Write($"<span>{face.Subject}</span>");
        html.Write($"<time>{ExplanationText.Moment(face.ToldAt)}</time>");
        if (item.Messages.Any(message => message.Status == RowStatus.Dead)) html.Write($"<span class=\"alarm\">not everybody was reached</span>");
        html.Write($"</span><strong>{face.Title}</strong></a>");
    }

    /// <summary>Class of the colour.</summary>
    public static string ToneOf(EpisodeFace face) => face switch
    {
        { WasTold: false } => "untold",
        { IsOpen: false } => "resolved",
        { Level: AlertLevel.Page } => "critical",
        _ => "warning",
    };

    /// <summary>State in a word.</summary>
    public static string StateOf(EpisodeFace face) => face switch
    {
        { WasTold: false } => "Nobody told",
        { IsOpen: false } => "Resolved",
        { Level: AlertLevel.Page } => "Page",
        _ => "Ticket",
    };
}
