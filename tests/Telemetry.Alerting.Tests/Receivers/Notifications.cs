using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing.Receivers;

namespace Telemetry.Alerting.Tests.Receivers;

/// <summary>Notifications made by hand.</summary>
internal static class Notifications
{
    public static Notification Of(IncidentRecord record) => new()
    {
        DedupKey = EpisodeKey.Of(record).Value,
        MessageId = "msg_1",
        Action = NotificationAction.Trigger,
        Level = AlertLevel.Page,
        Subject = new IncidentSubject(record, record),
        Link = new Uri("https://telemetry.example.com/alerts/x"),
        Links = [new NotificationLink(new Uri("https://telemetry.example.com/runbooks/etcd-disk"), "Runbook")],
        Images = [new NotificationImage(new Uri("https://telemetry.example.com/pictures/x.png"), new Uri("https://telemetry.example.com/alerts/x"), "WAL sync")],
    };

    public static Notification OfGroup(params NotifiedAlert[] alerts) => OfGroup(GroupOf(alerts));

    public static Notification OfGroup(NotificationData data) => new()
    {
        DedupKey = data.GroupKey,
        MessageId = "msg_g1",
        Action = data.Status == "firing" ? NotificationAction.Trigger : NotificationAction.Resolve,
        Level = AlertLevel.Page,
        Subject = new GroupSubject(data),
        Link = new Uri("https://telemetry.example.com/alerts/g"),
    };

    public static NotificationData GroupOf(params NotifiedAlert[] alerts)
    {
        var common = LabelSet.Of(alerts[0].Labels.Where(label => alerts.All(alert => alert.Labels.Contains(label))));
        return new NotificationData
        {
            Receiver = "team",
            Status = alerts.Any(alert => alert.Status == "firing") ? "firing" : "resolved",
            Alerts = alerts,
            GroupLabels = LabelSet.Of([new("alertname", alerts[0].Labels.GetValueOrDefault("alertname", ""))]),
            CommonLabels = common,
            CommonAnnotations = LabelSet.Of(alerts[0].Annotations.Where(entry => alerts.All(alert => alert.Annotations.Contains(entry)))),
            ExternalUrl = "http://alertmanager:9093",
            GroupKey = "tel1-0123456789abcdef",
        };
    }

    public static NotifiedAlert Alert(string status = "firing", string name = "DiskFull", string summary = "disk of etcd-0 is full", string instance = "etcd-0")
    {
        var labels = LabelSet.Of([new("alertname", name), new("instance", instance), new("severity", "critical")]);
        var end = status == "firing" ? default : Incidents.Began.AddMinutes(5);
        return new NotifiedAlert(
            status, labels, LabelSet.Of([new("summary", summary)]), Incidents.Began, end, "http://prometheus/graph?g0.expr=1", labels.Fingerprint.ToString());
    }

    public static StandInRequest Request(ReadOnlyMemory<byte> body) =>
        new(Incidents.Began, "POST", "/", new Dictionary<string, string> { ["content-type"] = "application/json" }, body);
}
