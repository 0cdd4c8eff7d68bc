using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>What can be done about an episode: take care of it, silence the like of it, say that it is over.</summary>
internal static class ActionForms
{
    public static void Write(HtmlWriter html, InboxItem item, EpisodeSurroundings around)
    {
        var address = $"{IncidentLinks.InboxPath}/{item.Face.Key.Value}";
        html.Write($"<article class=\"calmly\" id=\"acknowledge\"><h3>Act</h3>");
        if (around.Acknowledged.Length > 0) html.Write($"<p>Acknowledged: {around.Acknowledged}</p>");
        foreach (var silence in around.Silences) html.Write($"<p>Silenced: {silence}</p>");
        if (item.Face.IsOpen) WriteWho(html, $"{address}/{(around.Acknowledged.Length > 0 ? "unacknowledge" : "acknowledge")}", around.Acknowledged.Length > 0 ? "Give it back" : "Acknowledge");
        html.Write($"<div id=\"silence\"></div>");
        // A group of everything has no labels to silence it by.
        if (EpisodeLabels.OfSubject(item).Count > 0) WriteSilence(html, item, address);
        if (item.Face.IsOpen) WriteWho(html, $"{address}/resolve", "Say that it is over");
        html.Write($"</article>");
    }

    private static void WriteSilence(HtmlWriter html, InboxItem item, string address)
    {
        html.Write($"<form method=\"post\" action=\"{address}/silence\">");
        WriteFields(html);
        html.Write($"<select name=\"for\" aria-label=\"how long\"><option value=\"1h\">1 hour</option><option value=\"4h\">4 hours</option><option value=\"1d\">1 day</option><option value=\"7d\">7 days</option></select>");
        html.Write($"<button>Silence</button></form><p class=\"hint\">A silence holds back all of ");
        html.WriteProse(string.Join(", ", EpisodeLabels.OfSubject(item).Select(label => $"`{label.Key}=\"{label.Value}\"`")));
        html.Write($".</p>");
    }

    private static void WriteWho(HtmlWriter html, string address, string verb)
    {
        html.Write($"<form method=\"post\" action=\"{address}\">");
        WriteFields(html);
        html.Write($"<button>{verb}</button></form>");
    }

    private static void WriteFields(HtmlWriter html)
    {
        html.Write($"<input name=\"by\" placeholder=\"your name\" aria-label=\"your name\" required maxlength=\"{AlertCommand.MaxByLength}\" autocomplete=\"name\">");
        html.Write($"<input name=\"note\" placeholder=\"note (optional)\" aria-label=\"note\" maxlength=\"500\">");
    }
}
