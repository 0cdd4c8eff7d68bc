namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>One entry of <c>webhook_configs</c>: Alertmanager's payload.</summary>
public sealed class WebhookSection
{
    /// <summary>Whether the end is sent.</summary>
    public bool? SendResolved { get; set; }

    /// <summary>How it is reached; without it the global section's.</summary>
    public HttpSection? HttpConfig { get; set; }

    /// <summary>Address.</summary>
    public string? Url { get; set; }

    /// <summary>Most alerts in one message; 0 for no limit.</summary>
    public int MaxAlerts { get; set; }
}
