namespace Telemetry.Alerting.Receivers.PagerDuty;

/// <summary>A link in a PagerDuty event; each text is a template.</summary>
public sealed class PagerDutyLinkOptions
{
    /// <summary>Address.</summary>
    public string Href { get; set; } = "";

    /// <summary>What is there.</summary>
    public string Text { get; set; } = "";
}
