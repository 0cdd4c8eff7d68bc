using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Runbooks;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Audit;

/// <summary>Says on a page why it went to this receiver, and what was before.</summary>
internal sealed class PageContexts(IncidentInbox inbox, RuleGuides guides)
{
    /// <summary>What goes with a message about an incident.</summary>
    public PageContext Of(OutboxRow row, IncidentRecord announced) => new()
    {
        WhyYou = WhyYou(row, announced) + (guides.OwnerOf(announced) is { Length: > 0 } owner ? $"; {owner} owns the rule" : ""),
        History = inbox.Find(row.Episode.Value) is { } item ? HistoryText.Of(item.Face, inbox) : "",
    };

    private static string WhyYou(OutboxRow row, IncidentRecord announced)
    {
        var labels = string.Join(", ", AlertLabels.Of(announced, row.Level).Where(label => label.Key != "incident").Select(label => $"{label.Key}={label.Value}"));
        var receiver = row.Receiver.Split('/', 2)[0];
        return row.StandsInFor.Length > 0
            ? $"receiver {receiver} stands in for {row.StandsInFor.Split('/', 2)[0]}, which did not take it in time"
            : $"the routes lead {labels} to receiver {receiver}";
    }
}
