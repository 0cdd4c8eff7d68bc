namespace Telemetry.Alerting.Receivers;

/// <summary>What a notification speaks of: one of our incidents, or a group of alerts that others posted.</summary>
internal abstract record NotificationSubject;
