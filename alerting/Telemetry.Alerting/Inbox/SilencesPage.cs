using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>The silences that hold or will hold, whoever made them, each with the button that ends it.</summary>
internal static class SilencesPage
{
    // Their makers have amtool for more.
    private const int MaxShown = 200;

    public static string Render(IEnumerable<Silence> silences, DateTimeOffset now, string root)
    {
        var shown = silences.Where(silence => silence.EndsAt > now).OrderBy(silence => silence.StartsAt > now).ThenBy(silence => silence.EndsAt).ToArray();
        var html = new HtmlWriter(root);
        InboxFrame.Begin(html, "Silences", refreshes: false);
        html.Write($"<header><h1><a href=\"{html.At(IncidentLinks.InboxPath)}\">Alerts</a> / Silences</h1><p>{shown.Length} in force or to come</p></header>");
        if (shown.Length == 0) html.Write($"<p class=\"calm\">Nothing is silenced.</p>");
        foreach (var silence in shown.Take(MaxShown)) Write(html, silence, now);
        if (shown.Length > MaxShown) html.Write($"<p class=\"hint\">and {shown.Length - MaxShown} more: amtool silence query</p>");
        InboxFrame.End(html);
        return html.ToString();
    }

    private static void Write(HtmlWriter html, Silence silence, DateTimeOffset now)
    {
        var holds = silence.StartsAt <= now;
        html.Write($"<article class=\"{(holds ? "warning" : "untold")}\"><div class=\"state\"><b>{(holds ? "in force" : "to come")}</b><span>{silence.CreatedBy}</span>");
        if (!holds) html.Write($"<time>from {ExplanationText.Moment(silence.StartsAt)}</time>");
        html.Write($"<time>until {ExplanationText.Moment(silence.EndsAt)}</time></div><h2>");
        foreach (var matcher in silence.Matchers) html.Write($"<code>{TextOf(matcher)}</code> ");
        html.Write($"</h2><p>{silence.Comment}</p><form method=\"post\" action=\"{html.At($"{IncidentLinks.SilencesPath}/{silence.Id}/end")}\">");
        html.Write($"<input name=\"by\" placeholder=\"your name\" aria-label=\"your name\" required maxlength=\"{AlertCommand.MaxByLength}\" autocomplete=\"name\"><button>End it now</button></form></article>");
    }

    private static string TextOf(SilenceMatcher matcher) =>
        $"{matcher.Name}{(matcher.IsEqual ? "=" : "!")}{(matcher.IsRegex ? "~" : matcher.IsEqual ? "" : "=")}\"{matcher.Value}\"";
}
