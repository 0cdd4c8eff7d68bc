using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Feedback;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>What was said of an incident, and the form to say it: it moves the budget of the incident's signals, and can be taken back.</summary>
internal static class FeedbackForm
{
    public static void Write(HtmlWriter html, Episode episode, FeedbackRecord? feedback)
    {
        html.Write($"<article class=\"calmly\" id=\"feedback\"><h3>Was it worth it?</h3>");
        if (feedback is not null)
        {
            var note = feedback.Note.Length > 0 ? $": {feedback.Note}" : "";
            html.Write($"<p>{AlertContent.Name(feedback.By)} said {FeedbackLine.NameOf(feedback.Verdict)} at {feedback.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)} UTC{note}</p>");
        }

        html.Write($"<form method=\"post\" action=\"{html.At($"{IncidentLinks.InboxPath}/{episode.Key.Value}/feedback")}\">");
        html.Write($"<input name=\"by\" placeholder=\"your name\" aria-label=\"your name\" required maxlength=\"{FeedbackRecord.MaxByLength}\">");
        html.Write($"<input name=\"note\" placeholder=\"why (optional)\" aria-label=\"why\" maxlength=\"{FeedbackRecord.MaxNoteLength}\">");
        html.Write($"<button name=\"verdict\" value=\"real\">Real</button><button name=\"verdict\" value=\"noise\">Noise</button>");
        if (feedback is not null) html.Write($"<button name=\"verdict\" value=\"withdrawn\">Take it back</button>");
        html.Write($"</form></article>");
    }
}
