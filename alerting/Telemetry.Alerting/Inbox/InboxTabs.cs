using Telemetry.Alerting.Receivers;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>The ways to look at the inbox, each with its number.</summary>
internal static class InboxTabs
{
    public static void Write(HtmlWriter html, InboxAnswer answer, InboxState current)
    {
        html.Write($"<nav class=\"tabs\">");
        Write(html, InboxState.Told, "All", answer.Open + answer.Past, current);
        Write(html, InboxState.Open, "Open", answer.Open, current);
        Write(html, InboxState.Past, "Resolved", answer.Past, current);
        Write(html, InboxState.Untold, "Nobody told", answer.Untold, current);
        html.Write($"<a href=\"{html.At($"{IncidentLinks.InboxPath}/dead")}\" class=\"{(answer.Dead > 0 ? "alarm" : "")}\">Dead letters <b>{answer.Dead}</b></a>");
        html.Write($"<a href=\"{html.At(IncidentLinks.SilencesPath)}\">Silences</a>");
        html.Write($"<a href=\"{html.At(IncidentLinks.RunbookPath)}\">Runbooks</a></nav>");
    }

    /// <summary>The name of a state in addresses.</summary>
    public static string NameOf(InboxState state) => state.ToString().ToLowerInvariant();

    private static void Write(HtmlWriter html, InboxState state, string title, int count, InboxState current) =>
        html.Write($"<a href=\"{html.At($"{IncidentLinks.InboxPath}?state={NameOf(state)}")}\" class=\"{(state == current ? "here" : "")}\">{title} <b>{count}</b></a>");
}
