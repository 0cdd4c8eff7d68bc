using Telemetry.Alerting.Api;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Audit;

/// <summary>
/// What alerting itself has to say, posted as alerts like anybody's: routed, grouped, silenced and resolved by the same rules, and durable
/// before it is said.
/// </summary>
internal sealed class OwnAlarms(CommandPublisher publisher, IncidentLinks links)
{
    /// <summary>Who says it.</summary>
    public const string Source = "telemetry";

    /// <summary>Posts an alarm; said again it goes on, with its newest words.</summary>
    public Task RaiseAsync(OwnAlarm alarm, CancellationToken cancellationToken)
    {
        var now = publisher.Now;
        var annotations = new List<KeyValuePair<string, string>> { new("summary", alarm.Summary), new("description", alarm.Description) };
        if (links.RunbookOf(alarm.Runbook) is { } runbook) annotations.Add(new("runbook_url", runbook.AbsoluteUri));
        var alert = new PostedAlert
        {
            Labels = LabelSet.Of([new("alertname", alarm.Name), .. alarm.Labels]),
            Annotations = LabelSet.Of(annotations),
            StartsAt = now,
            EndsAt = alarm.Until,
            UpdatedAt = now,
        };
        return publisher.PublishAsync(Source, new PostedAlerts([alert]), cancellationToken);
    }
}
