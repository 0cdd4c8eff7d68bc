namespace Telemetry.Alerting.Receivers.Slack;

/// <summary>A field of a Slack attachment; the texts are templates.</summary>
public sealed class SlackFieldOptions
{
    /// <summary>Title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Value.</summary>
    public string Value { get; set; } = "";

    /// <summary>Whether it stands beside the next; <c>short_fields</c> decides where it is left out.</summary>
    public bool? Short { get; set; }
}
