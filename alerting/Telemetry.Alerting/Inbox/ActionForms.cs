using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>What can be done about an episode, in one form: take care of it, silence the like of it, say that it is over.</summary>
internal static class ActionForms
{
    public static void Write(HtmlWriter html, InboxItem item, EpisodeSurroundings around)
    {
        var address = html.At($"{IncidentLinks.InboxPath}/{item.Face.Key.Value}");
        // A group of everything has no labels to silence it by.
        var labels = EpisodeLabels.OfSubject(item);
        html.Write($"<article class=\"calmly\" id=\"acknowledge\"><h3>Act</h3>");
        if (around.Acknowledged.Length > 0) html.Write($"<p>Acknowledged: {around.Acknowledged}</p>");
        foreach (var silence in around.Silences) html.Write($"<p>Silenced: {silence}</p>");
        if (item.Face.IsOpen || labels.Count > 0) WriteForm(html, item, around, address, labels);
        html.Write($"</article>");
    }

    private static void WriteForm(HtmlWriter html, InboxItem item, EpisodeSurroundings around, string address, IReadOnlyDictionary<string, string> labels)
    {
        html.Write($"<form method=\"post\" id=\"silence\">");
        WriteFields(html);
        html.Write($"<div class=\"buttons\">");
        if (item.Face.IsOpen) WriteButton(html, address, around.Acknowledged.Length > 0 ? "unacknowledge" : "acknowledge", around.Acknowledged.Length > 0 ? "Give it back" : "Acknowledge");
        if (labels.Count > 0) WriteSilence(html, address);
        if (item.Face.IsOpen) WriteButton(html, address, "resolve", "Say that it is over");
        html.Write($"</div></form>");
        if (labels.Count > 0) WriteHint(html, labels);
    }

    private static void WriteFields(HtmlWriter html)
    {
        html.Write($"<input name=\"by\" placeholder=\"your name\" aria-label=\"your name\" required maxlength=\"{AlertCommand.MaxByLength}\" autocomplete=\"name\">");
        html.Write($"<input name=\"note\" placeholder=\"note (optional)\" aria-label=\"note\" maxlength=\"500\">");
    }

    private static void WriteButton(HtmlWriter html, string address, string action, string words) =>
        html.Write($"<button formaction=\"{address}/{action}\">{words}</button>");

    private static void WriteSilence(HtmlWriter html, string address)
    {
        html.Write($"<span class=\"pair\">");
        WriteButton(html, address, "silence", "Silence for");
        html.Write($"<select name=\"for\" aria-label=\"how long\"><option value=\"1h\">1 hour</option><option value=\"4h\">4 hours</option><option value=\"1d\">1 day</option><option value=\"7d\">7 days</option></select></span>");
    }

    private static void WriteHint(HtmlWriter html, IReadOnlyDictionary<string, string> labels)
    {
        html.Write($"<p class=\"hint\">A silence holds back all of ");
        html.WriteProse(string.Join(", ", labels.Select(label => $"`{label.Key}=\"{label.Value}\"`")));
        html.Write($". <a href=\"{html.At(IncidentLinks.SilencesPath)}\">Silences</a> are ended on their own page.</p>");
    }
}
