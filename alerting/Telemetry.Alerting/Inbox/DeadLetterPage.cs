using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>Messages that were given up, each with the answer that ended it and the button that sends it again.</summary>
internal static class DeadLetterPage
{
    // A page that lists more helps nobody; the command line has them all.
    private const int MaxShown = 200;

    public static string Render(IReadOnlyList<(InboxItem Item, OutboxRow Message)> letters, string root)
    {
        var html = new HtmlWriter(root);
        InboxFrame.Begin(html, letters.Count > 0 ? $"({letters.Count}) Dead letters" : "Dead letters", refreshes: false);
        html.Write($"<header><h1><a href=\"{html.At(IncidentLinks.InboxPath)}\">Alerts</a> / Dead letters</h1><p>{letters.Count} not delivered</p></header>");
        if (letters.Count == 0) html.Write($"<p class=\"calm\">Every message reached its receiver.</p>");
        foreach (var (item, message) in letters.Take(MaxShown)) Write(html, item, message);
        InboxFrame.End(html);
        return html.ToString();
    }

    private static void Write(HtmlWriter html, InboxItem item, OutboxRow message)
    {
        html.Write($"<article class=\"critical\"><div class=\"state\"><b>{message.Receiver}</b><span>{DeliveryHistory.NameOf(message)}</span><time>{ExplanationText.Moment(message.EnqueuedAt)}</time></div>");
        html.Write($"<h2><a href=\"{html.At($"{IncidentLinks.InboxPath}/{item.Face.Key.Value}")}\">{item.Face.Title}</a></h2><p>{message.Detail}</p>");
        html.Write($"<form method=\"post\" action=\"{html.At($"{IncidentLinks.InboxPath}/replay")}\"><input type=\"hidden\" name=\"row\" value=\"{message.Id}\">");
        html.Write($"<input name=\"by\" placeholder=\"your name\" aria-label=\"your name\" required maxlength=\"{AlertCommand.MaxByLength}\"><button>Send again</button></form></article>");
    }
}
