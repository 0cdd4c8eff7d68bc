namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>A button.</summary>
public sealed class SlackActionSection
{
    /// <summary>Kind.</summary>
    public string? Type { get; set; }

    /// <summary>What it says.</summary>
    public string? Text { get; set; }

    /// <summary>Where it leads.</summary>
    public string? Url { get; set; }

    /// <summary>Look.</summary>
    public string? Style { get; set; }

    /// <summary>Name that is given back.</summary>
    public string? Name { get; set; }

    /// <summary>Value that is given back.</summary>
    public string? Value { get; set; }

    /// <summary>Not supported: a question before it acts.</summary>
    public object? Confirm { get; set; }
}
