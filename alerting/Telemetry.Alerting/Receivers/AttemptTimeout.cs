namespace Telemetry.Alerting.Receivers;

/// <summary>An attempt that takes longer has failed.</summary>
internal static class AttemptTimeout
{
    /// <summary>Where somebody waits.</summary>
    public static readonly TimeSpan Page = TimeSpan.FromSeconds(5);

    /// <summary>Where nobody does (Standard Webhooks: 15 to 30 s).</summary>
    public static readonly TimeSpan Archive = TimeSpan.FromSeconds(20);
}
