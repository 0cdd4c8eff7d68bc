using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Tests.Receivers;

/// <summary>Notifications at random, with texts that are too long, of many letters or none, and numbers that are none.</summary>
internal sealed class ExtremeNotifications(int seed)
{
    private readonly Random _random = new(seed);

    public Notification Next()
    {
        var notification = _random.Next(2) == 0 ? Notifications.Of(Record()) : Group();
        return notification with
        {
            Level = (AlertLevel)_random.Next(1, 3),
            Sequence = _random.Next(1, 3),
            Link = _random.Next(2) == 0 ? null : notification.Link,
            Images = _random.Next(2) == 0 ? [] : [new NotificationImage(new Uri("http://plain.example.com/a.png"), null, Text(3000)), .. notification.Images],
            Links = [.. notification.Links, .. Enumerable.Range(0, _random.Next(20)).Select(i => new NotificationLink(new Uri($"https://example.com/{i}"), Text(300)))],
            Action = notification.Subject is IncidentSubject ? (NotificationAction)_random.Next(1, 3) : notification.Action,
        };
    }

    public IncidentRecord Record() => Incidents.Record(1, Severity.Critical, cluster: Text(500)) with
    {
        Summary = Text(3000),
        Root = Enumerable.Range(0, _random.Next(4)).Select(_ => new RootCandidate(Text(300), _random.Next(2) == 0 ? "" : Text(300), _random.NextDouble())).ToArray(),
        Signals = Enumerable.Range(0, _random.Next(60)).Select(_ => new IncidentSignal(
            Text(500), Text(500), Text(500), Text(500), Number(), Incidents.Began, Number(), Number(), "s")).ToArray(),
    };

    private Notification Group()
    {
        var status = _random.Next(2) == 0 ? "firing" : "resolved";
        return Notifications.OfGroup([.. Enumerable.Range(0, _random.Next(1, 30)).Select(i => Notifications.Alert(status, Text(1500), Text(5000), $"i{i}"))]) with
        {
            DedupKey = "tel1-" + new string('0', 64),
        };
    }

    private string Text(int most) => string.Concat(Enumerable.Repeat(
        _random.Next(5) switch { 0 => "👩‍👩‍👧", 1 => "\"<&\u0001", 2 => "é", 3 => "&&<", _ => "x" }, _random.Next(1, most)));

    private double Number() => _random.Next(4) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => 0, _ => _random.NextDouble() };
}
