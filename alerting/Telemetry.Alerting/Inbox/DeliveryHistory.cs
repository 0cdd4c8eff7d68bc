using System.Globalization;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>Who was told of an episode, who was not, and what each attempt met.</summary>
internal static class DeliveryHistory
{
    /// <summary>Writes the history; nothing where there are no messages.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<OutboxRow> messages)
    {
        if (messages.Count == 0) return;
        html.Write($"<article class=\"calmly\" id=\"messages\"><h3>Messages</h3>");
        foreach (var message in messages)
        {
            html.Write($"<div class=\"message {ToneOf(message)}\"><div class=\"state\"><b>{StateOf(message)}</b><span>{message.Receiver}</span><span>{NameOf(message)}</span>");
            html.Write($"<time>{ExplanationText.Moment(message.EnqueuedAt)}</time>");
            if (message.StandsInFor.Length > 0) html.Write($"<span>stands in for {message.StandsInFor}</span>");
            html.Write($"</div><p>{message.Detail}</p>");
            WriteAttempts(html, message);
            html.Write($"</div>");
        }

        html.Write($"</article>");
    }

    /// <summary>What a message is, in words.</summary>
    public static string NameOf(OutboxRow message)
    {
        var level = message.Level == AlertLevel.Page ? "page" : "ticket";
        return message.Action == NotificationAction.Trigger ? level : $"end of {level}";
    }

    /// <summary>What became of a message.</summary>
    public static string StateOf(OutboxRow message) => message.Status switch
    {
        RowStatus.Pending => "to be sent",
        RowStatus.Delivered => "accepted",
        RowStatus.Superseded => "not needed any more",
        _ => "not sent",
    };

    private static void WriteAttempts(HtmlWriter html, OutboxRow message)
    {
        if (message.Attempts.Count == 0) return;
        var forgotten = message.AttemptCount - message.Attempts.Count;
        html.Write($"<details><summary>{message.AttemptCount} {(message.AttemptCount == 1 ? "attempt" : "attempts")}{(forgotten > 0 ? $", {forgotten} in the middle not kept" : "")}</summary>");
        html.Write($"<ol>");
        foreach (var attempt in message.Attempts)
        {
            html.Write($"<li><time>{ExplanationText.Clock(attempt.At)}</time><b>{OutcomeOf(attempt)}</b>");
            html.Write($"<span>{attempt.Took.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms, {attempt.Level.ToString().ToLowerInvariant()} message: {attempt.Detail}</span></li>");
        }

        html.Write($"</ol></details>");
    }

    /// <summary>How an attempt went, in a word.</summary>
    public static string OutcomeOf(DeliveryAttempt attempt) => attempt.Outcome.ToString().ToLowerInvariant();

    private static string ToneOf(OutboxRow message) => message.Status switch
    {
        RowStatus.Dead => "critical",
        RowStatus.Pending => "warning",
        RowStatus.Delivered => "resolved",
        _ => "untold",
    };
}
