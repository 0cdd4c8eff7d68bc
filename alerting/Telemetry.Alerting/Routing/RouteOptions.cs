using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Routing;

/// <summary>A node of the routing tree, with Alertmanager's keys and meaning. What is left out is inherited from the parent, but for matchers, mute and active times and <c>continue</c>.</summary>
public sealed class RouteOptions : IValidatableObject
{
    /// <summary>Receiver of alerts that end here. The root must name one.</summary>
    public string? Receiver { get; set; }

    /// <summary>All must match, for example <c>severity="critical"</c>. The root matches everything and may have none.</summary>
    public List<string> Matchers { get; set; } = [];

    /// <summary>Labels and the values they must have; the older way to write <c>matchers</c>.</summary>
    public Dictionary<string, string> Match { get; set; } = [];

    /// <summary>Labels and the patterns their values must match as a whole; the older way to write <c>matchers</c>.</summary>
    public Dictionary<string, string> MatchRe { get; set; } = [];

    /// <summary>Labels whose values make a group; <c>["..."]</c> stands for all, so that every alert is a group. Without any, everything here is one group.</summary>
    public List<string>? GroupBy { get; set; }

    /// <summary>How long the first message of a group waits for others to join. Without it, and without a parent's, 30s.</summary>
    public TimeSpan? GroupWait { get; set; }

    /// <summary>Time between two messages of a group that has changed. Without it, and without a parent's, 5m.</summary>
    public TimeSpan? GroupInterval { get; set; }

    /// <summary>When a message that has not changed is sent again. Without it, and without a parent's, 4h.</summary>
    public TimeSpan? RepeatInterval { get; set; }

    /// <summary>Whether the siblings that follow are tried too after this route matched.</summary>
    public bool Continue { get; set; }

    /// <summary>Names of time intervals in which nothing of this route is sent.</summary>
    public List<string> MuteTimeIntervals { get; set; } = [];

    /// <summary>Names of time intervals outside which nothing of this route is sent.</summary>
    public List<string> ActiveTimeIntervals { get; set; } = [];

    /// <summary>Whether flapping alerts of others collapse into one note. Not a key of Alertmanager's own.</summary>
    public bool? Flap { get; set; }

    /// <summary>Whether a storm of alerts of others collapses into one page. Not a key of Alertmanager's own.</summary>
    public bool? Storm { get; set; }

    /// <summary>Whether alerts of others count against the team's budget. Not a key of Alertmanager's own.</summary>
    public bool? Budget { get; set; }

    /// <summary>Whether alerts of others escalate to the next channel when nobody takes them. Not a key of Alertmanager's own.</summary>
    public bool? Escalation { get; set; }

    /// <summary>Team that owns what ends here. Not a key of Alertmanager's own.</summary>
    public string? Team { get; set; }

    /// <summary>Child routes; the first that matches takes the alert.</summary>
    public List<RouteOptions> Routes { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => RouteCheck.Of(this);
}
