namespace Telemetry.Alerting.Receivers;

/// <summary>Where to read on.</summary>
/// <param name="Address">Address.</param>
/// <param name="Text">What is there, in a few words.</param>
internal sealed record NotificationLink(Uri Address, string Text);
