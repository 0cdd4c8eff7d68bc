namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>A link.</summary>
public sealed class PagerDutyLinkSection
{
    /// <summary>Address.</summary>
    public string? Href { get; set; }

    /// <summary>What is there.</summary>
    public string? Text { get; set; }
}
