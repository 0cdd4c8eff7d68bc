namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>A field.</summary>
public sealed class SlackFieldSection
{
    /// <summary>Title.</summary>
    public string? Title { get; set; }

    /// <summary>Value.</summary>
    public string? Value { get; set; }

    /// <summary>Whether it stands beside the next.</summary>
    public bool? Short { get; set; }
}
