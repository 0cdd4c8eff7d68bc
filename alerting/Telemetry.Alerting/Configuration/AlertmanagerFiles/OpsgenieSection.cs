using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>One entry of <c>opsgenie_configs</c>; texts are templates.</summary>
public sealed class OpsgenieSection
{
    /// <summary>Whether the end is sent.</summary>
    public bool? SendResolved { get; set; }

    /// <summary>How it is reached; without it the global section's.</summary>
    public HttpSection? HttpConfig { get; set; }

    /// <summary>Key.</summary>
    [DataType(DataType.Password)]
    public string? ApiKey { get; set; }

    /// <summary>File of the key.</summary>
    public string? ApiKeyFile { get; set; }

    /// <summary>Base address.</summary>
    public string? ApiUrl { get; set; }

    /// <summary>The alert's text.</summary>
    public string? Message { get; set; }

    /// <summary>What is known.</summary>
    public string? Description { get; set; }

    /// <summary>Link to the sender.</summary>
    public string? Source { get; set; }

    /// <summary>Details.</summary>
    public Dictionary<string, string> Details { get; set; } = [];

    /// <summary>What it is about.</summary>
    public string? Entity { get; set; }

    /// <summary>Who is told.</summary>
    public List<OpsgenieResponderSection> Responders { get; set; } = [];

    /// <summary>Actions that can be taken.</summary>
    public string? Actions { get; set; }

    /// <summary>Not supported: whether message and description are set anew.</summary>
    public bool UpdateAlerts { get; set; }

    /// <summary>Tags.</summary>
    public string? Tags { get; set; }

    /// <summary>A note.</summary>
    public string? Note { get; set; }

    /// <summary>Priority.</summary>
    public string? Priority { get; set; }
}
