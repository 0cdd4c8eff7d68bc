namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>A picture.</summary>
public sealed class PagerDutyImageSection
{
    /// <summary>Address.</summary>
    public string? Src { get; set; }

    /// <summary>Where a click leads.</summary>
    public string? Href { get; set; }

    /// <summary>What it shows.</summary>
    public string? Alt { get; set; }
}
