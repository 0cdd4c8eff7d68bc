using Telemetry.Alerting.Grouping;

namespace Telemetry.Alerting.Receivers;

/// <summary>A group of alerts taken by API v2; receivers say it as Alertmanager would, by the receiver's templates.</summary>
/// <param name="Data">The group as templates see it.</param>
internal sealed record GroupSubject(NotificationData Data) : NotificationSubject;
