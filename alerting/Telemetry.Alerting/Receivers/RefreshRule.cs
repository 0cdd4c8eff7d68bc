namespace Telemetry.Alerting.Receivers;

/// <summary>How an alert is kept alive at a receiver that forgets.</summary>
/// <param name="Interval">Time between refreshes, and between repetitions of the end.</param>
/// <param name="RepeatEndFor">How long the end is repeated.</param>
internal sealed record RefreshRule(TimeSpan Interval, TimeSpan RepeatEndFor);
