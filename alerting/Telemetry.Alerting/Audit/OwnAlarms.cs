using Telemetry.Alerting.Api;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Audit;

/// <summary>
/// What alerting itself has to say, posted as alerts like anybody's: routed, grouped, silenced and resolved by the same rules, and durable
/// before it is said.
/// </summary>
internal sealed class OwnAlarms(CommandPublisher publisher)
{
    /// <summary>Who says it.</summary>
    public const string Source = "telemetry";

    /// <summary>Says that something holds until a time, if it is not said again before.</summary>
    public Task RaiseAsync(string name, IEnumerable<KeyValuePair<string, string>> labels, string summary, string description, string runbook, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var now = publisher.Now;
        var alert = new PostedAlert
        {
            Labels = LabelSet.Of([new("alertname", name), .. labels]),
            Annotations = LabelSet.Of([new("summary", summary), new("description", description), new("runbook", runbook)]),
            StartsAt = now,
            EndsAt = until,
            UpdatedAt = now,
        };
        return publisher.PublishAsync(Source, new PostedAlerts([alert]), cancellationToken);
    }
}
