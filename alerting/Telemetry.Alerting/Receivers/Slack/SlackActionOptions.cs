namespace Telemetry.Alerting.Receivers.Slack;

/// <summary>A button of a Slack attachment; the texts are templates.</summary>
public sealed class SlackActionOptions
{
    /// <summary>Kind: <c>button</c>.</summary>
    public string Type { get; set; } = "";

    /// <summary>What it says.</summary>
    public string Text { get; set; } = "";

    /// <summary>Where it leads.</summary>
    public string Url { get; set; } = "";

    /// <summary>Look: default, primary or danger.</summary>
    public string Style { get; set; } = "";

    /// <summary>Name that is given back.</summary>
    public string Name { get; set; } = "";

    /// <summary>Value that is given back.</summary>
    public string Value { get; set; } = "";
}
