using System.Globalization;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Inbox;
using Telemetry.Contracts.Alerts;
using Telemetry.Pages;

namespace Telemetry.Alerting.Acknowledging;

/// <summary>The page behind an acknowledgement's link. It names nothing of the alert: whoever finds the link in a log learns nothing by it.</summary>
internal static class AckPage
{
    /// <summary>The form, and who takes care already.</summary>
    public static string Render(EpisodeSaid? acknowledged) => Page(html =>
    {
        if (acknowledged is not null)
        {
            var note = acknowledged.Note.Length > 0 ? $": {acknowledged.Note}" : "";
            html.Write($"<h3>Acknowledged</h3><p>{acknowledged.By} took it at {acknowledged.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC{note}</p>");
            return;
        }

        html.Write($"<h3>Acknowledge this page?</h3><p>It then does not go on to the next channel.</p><form method=\"post\">");
        html.Write($"<input name=\"by\" placeholder=\"your name\" aria-label=\"your name\" required maxlength=\"{AlertCommand.MaxByLength}\" autocomplete=\"name\">");
        html.Write($"<input name=\"note\" placeholder=\"note (optional)\" aria-label=\"note\" maxlength=\"500\"><button>Acknowledge</button></form>");
    });

    /// <summary>The link is none of ours.</summary>
    public static string RenderUnknown() => Page(html => html.Write($"<h3>Not found</h3><p>This link is not complete, or its secret was changed since. Open the alert in the inbox.</p>"));

    /// <summary>It was not taken.</summary>
    public static string RenderRefused(string reason) => Page(html => html.Write($"<h3>Not acknowledged</h3><p>{reason}</p>"));

    private static string Page(Action<HtmlWriter> write)
    {
        var html = new HtmlWriter();
        InboxFrame.Begin(html, "Acknowledge", refreshes: false);
        html.Write($"<article class=\"calmly\">");
        write(html);
        html.Write($"</article>");
        InboxFrame.End(html);
        return html.ToString();
    }
}
