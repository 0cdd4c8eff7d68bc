using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>Makes the data of a message: what Alertmanager hands to its templates and webhooks.</summary>
internal static class NotificationDataBuilder
{
    private const string Firing = "firing";
    private const string Resolved = "resolved";

    /// <summary>The data.</summary>
    /// <param name="group">The group.</param>
    /// <param name="alerts">Its alerts, and whether each is over.</param>
    /// <param name="endAsked">When somebody said that it is over: the end of what has none of its own.</param>
    /// <param name="externalUrl">Where this program is reached from outside.</param>
    public static NotificationData Build(
        AlertGroup group, IReadOnlyCollection<(GroupMember Member, bool IsOver)> alerts, DateTimeOffset? endAsked, string externalUrl)
    {
        var notified = alerts.OrderBy(alert => alert.Member.Tracked.Labels, AlertOrder.Instance)
            .Select(alert => Notified(alert.Member, alert.IsOver, endAsked)).ToArray();
        return new NotificationData
        {
            Receiver = group.Receiver,
            Status = alerts.Any(alert => !alert.IsOver) ? Firing : Resolved,
            Alerts = notified,
            GroupLabels = group.Labels,
            CommonLabels = Common(notified.Select(alert => alert.Labels)),
            CommonAnnotations = Common(notified.Select(alert => alert.Annotations)),
            ExternalUrl = externalUrl,
            GroupKey = group.Key,
        };
    }

    private static NotifiedAlert Notified(GroupMember member, bool isOver, DateTimeOffset? endAsked)
    {
        var alert = member.Tracked.Alert;
        var end = endAsked is { } asked && asked < alert.EndsAt ? asked : alert.EndsAt;
        return new NotifiedAlert(
            isOver ? Resolved : Firing, alert.Labels, FlapRule.AnnotationsOf(member), alert.StartsAt, isOver ? end : default,
            alert.GeneratorUrl, alert.Labels.Fingerprint.ToString());
    }

    private static LabelSet Common(IEnumerable<IReadOnlyDictionary<string, string>> sets)
    {
        Dictionary<string, string>? common = null;
        foreach (var set in sets)
        {
            if (common is null) common = new(set, StringComparer.Ordinal);
            else foreach (var (name, value) in common.Where(pair => !set.TryGetValue(pair.Key, out var other) || other != pair.Value).ToArray()) common.Remove(name);
            if (common.Count == 0) break;
        }

        return LabelSet.Of(common ?? []);
    }
}
