namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>Somebody who is told.</summary>
public sealed class OpsgenieResponderSection
{
    /// <summary>Id.</summary>
    public string? Id { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>User name.</summary>
    public string? Username { get; set; }

    /// <summary>What it is.</summary>
    public string? Type { get; set; }
}
