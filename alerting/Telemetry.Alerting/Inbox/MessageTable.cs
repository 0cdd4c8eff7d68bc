using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>Who was told of an incident, and who was not.</summary>
internal static class MessageTable
{
    /// <summary>Writes the table; nothing where there are no messages.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<OutboxRow> messages)
    {
        if (messages.Count == 0) return;
        html.Write($"<h3>Messages</h3><div class=\"wide\"><table><tr><th>Receiver</th><th>Message</th><th>State</th><th>Last answer</th></tr>");
        foreach (var message in messages)
        {
            html.Write($"<tr><td>{message.Receiver}</td><td>{NameOf(message)}</td>");
            html.Write($"<td class=\"{(message.Status == RowStatus.Dead ? "up" : "")}\">{StateOf(message)}</td><td>{message.Detail}</td></tr>");
        }

        html.Write($"</table></div>");
    }

    private static string NameOf(OutboxRow message)
    {
        var level = message.Level == AlertLevel.Page ? "page" : "ticket";
        return message.Action == NotificationAction.Trigger ? level : $"end of {level}";
    }

    private static string StateOf(OutboxRow message) => message.Status switch
    {
        RowStatus.Pending => "to be sent",
        RowStatus.Delivered => "accepted",
        RowStatus.Superseded => "not needed any more",
        _ => "not sent",
    };
}
