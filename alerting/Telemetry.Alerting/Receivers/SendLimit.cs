namespace Telemetry.Alerting.Receivers;

/// <summary>A receiver's rate limit. Receivers with the same key share it.</summary>
/// <param name="Key">What the limit counts by; compared, never shown.</param>
/// <param name="Burst">Messages that may go at once.</param>
/// <param name="PerMinute">Messages that become available each minute; no minute sees more than burst and this together.</param>
internal sealed record SendLimit(string Key, int Burst, int PerMinute);
