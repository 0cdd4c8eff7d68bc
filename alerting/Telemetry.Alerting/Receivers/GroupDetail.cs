using Telemetry.Alerting.Grouping;

namespace Telemetry.Alerting.Receivers;

/// <summary>How much of a group is sent, for receivers that are sent the alerts themselves. What identifies an alert, its labels, stays whole.</summary>
internal static class GroupDetail
{
    private const int BriefLength = 1000;
    private const int PlainLength = 200;

    /// <summary>The group with the annotations that a level of detail leaves.</summary>
    public static NotificationData Reduce(NotificationData data, DetailLevel detail) => detail == DetailLevel.Full ? data : data with
    {
        Alerts = [.. data.Alerts.Select(alert => alert with { Annotations = Reduce(alert.Annotations, detail) })],
        CommonAnnotations = Reduce(data.CommonAnnotations, detail),
    };

    /// <summary>The first alerts of a group; the others are counted.</summary>
    public static NotificationData Take(NotificationData data, int most) => most <= 0 || data.Alerts.Count <= most ? data : data with
    {
        Alerts = [.. data.Alerts.Take(most)],
        TruncatedAlerts = data.TruncatedAlerts + data.Alerts.Count - most,
    };

    /// <summary>The group with no text longer than a limit: the last resort of a receiver that takes no more.</summary>
    public static NotificationData Cut(NotificationData data, int limit) => data with
    {
        Alerts = [.. data.Alerts.Select(alert => alert with
        {
            Labels = Cut(alert.Labels, limit),
            Annotations = Cut(alert.Annotations, limit),
            GeneratorUrl = alert.GeneratorUrl.Length <= limit ? alert.GeneratorUrl : "",
        })],
        GroupLabels = Cut(data.GroupLabels, limit),
        CommonLabels = Cut(data.CommonLabels, limit),
        CommonAnnotations = Cut(data.CommonAnnotations, limit),
    };

    /// <summary>The annotations that a level of detail leaves.</summary>
    public static IReadOnlyDictionary<string, string> Reduce(IReadOnlyDictionary<string, string> annotations, DetailLevel detail) => detail switch
    {
        DetailLevel.Full => annotations,
        DetailLevel.Brief => Cut(annotations, BriefLength),
        DetailLevel.Plain => Cut(annotations, PlainLength),
        _ => new Dictionary<string, string>(StringComparer.Ordinal),
    };

    private static Dictionary<string, string> Cut(IReadOnlyDictionary<string, string> annotations, int limit) =>
        annotations.ToDictionary(entry => entry.Key, entry => Truncation.Cut(entry.Value, limit), StringComparer.Ordinal);
}
