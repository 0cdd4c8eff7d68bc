using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;
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
    };

    public static StandInRequest Request(ReadOnlyMemory<byte> body) =>
        new(Incidents.Began, "POST", "/", new Dictionary<string, string> { ["content-type"] = "application/json" }, body);
}
