using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>One entry of <c>pagerduty_configs</c>; texts are templates.</summary>
public sealed class PagerDutySection
{
    /// <summary>Whether the end is sent.</summary>
    public bool? SendResolved { get; set; }

    /// <summary>How it is reached; without it the global section's.</summary>
    public HttpSection? HttpConfig { get; set; }

    /// <summary>Key of an integration with the older API, which Events v2 takes too.</summary>
    [DataType(DataType.Password)]
    public string? ServiceKey { get; set; }

    /// <summary>File of that key.</summary>
    public string? ServiceKeyFile { get; set; }

    /// <summary>Key of the integration.</summary>
    [DataType(DataType.Password)]
    public string? RoutingKey { get; set; }

    /// <summary>File of that key.</summary>
    public string? RoutingKeyFile { get; set; }

    /// <summary>Address of the enqueue call.</summary>
    public string? Url { get; set; }

    /// <summary>Name of the sender.</summary>
    public string? Client { get; set; }

    /// <summary>Link to the sender.</summary>
    public string? ClientUrl { get; set; }

    /// <summary>Summary.</summary>
    public string? Description { get; set; }

    /// <summary>Details.</summary>
    public Dictionary<string, string> Details { get; set; } = [];

    /// <summary>Pictures.</summary>
    public List<PagerDutyImageSection> Images { get; set; } = [];

    /// <summary>Links.</summary>
    public List<PagerDutyLinkSection> Links { get; set; } = [];

    /// <summary>Severity.</summary>
    public string? Severity { get; set; }

    /// <summary>Class.</summary>
    public string? Class { get; set; }

    /// <summary>Component.</summary>
    public string? Component { get; set; }

    /// <summary>Group.</summary>
    public string? Group { get; set; }
}
