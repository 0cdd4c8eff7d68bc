namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>A picture in a PagerDuty event; each text is a template.</summary>
public sealed class PagerDutyImageOptions
{
    /// <summary>Address of the picture, https only.</summary>
    public string Src { get; set; } = "";

    /// <summary>Where a click leads.</summary>
    public string Href { get; set; } = "";

    /// <summary>What it shows.</summary>
    public string Alt { get; set; } = "";
}
