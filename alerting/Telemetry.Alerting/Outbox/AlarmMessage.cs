using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Outbox;

/// <summary>What alerting says of itself when it cannot write down that it says it.</summary>
/// <param name="Name">Value of <c>alertname</c>.</param>
/// <param name="Summary">One line.</param>
/// <param name="Action">Whether it holds or is over.</param>
/// <param name="Since">Since when: what is tried again is the same message.</param>
internal sealed record AlarmMessage(string Name, string Summary, NotificationAction Action, DateTimeOffset Since)
{
    private const string StorageFails = "TelemetryAlertingCannotWrite";
    private const string StorageLost = "TelemetryAlertingStorageDamaged";

    /// <summary>Nothing can be written.</summary>
    public static AlarmMessage OfFailure(string reason, DateTimeOffset since) => new(
        StorageFails, $"Alerting cannot write down what it does and accepts nothing: {reason}", NotificationAction.Trigger, since);

    /// <summary>Everything can be written again.</summary>
    public static AlarmMessage OfRecovery(DateTimeOffset since) => new(StorageFails, "Alerting can write again", NotificationAction.Resolve, since);

    /// <summary>Storage was damaged, and what could be read was carried over.</summary>
    public static AlarmMessage OfSalvage(string note, DateTimeOffset since) => new(
        StorageLost, $"Alerting's storage was damaged; look after what was open: {note}", NotificationAction.Trigger, since);

    /// <summary>The message for a receiver.</summary>
    public Notification For(string receiver)
    {
        var labels = LabelSet.Of([new("alertname", Name), new("severity", "critical")]);
        var annotations = LabelSet.Of([new("summary", Summary)]);
        var key = GroupKey.Of(receiver, labels, 1);
        var isOver = Action == NotificationAction.Resolve;
        return new Notification
        {
            DedupKey = key,
            MessageId = $"{key}-{Since.ToUnixTimeMilliseconds()}-{(isOver ? "over" : "begins")}",
            Action = Action,
            Level = AlertLevel.Page,
            Subject = new GroupSubject(new NotificationData
            {
                Receiver = receiver,
                Status = isOver ? "resolved" : "firing",
                Alerts = [new(isOver ? "resolved" : "firing", labels, annotations, Since, isOver ? Since : default, "", labels.Fingerprint.ToString())],
                GroupLabels = labels,
                CommonLabels = labels,
                CommonAnnotations = annotations,
                ExternalUrl = "",
                GroupKey = key,
            }),
        };
    }
}
