using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Routing;

/// <summary>A node of the routing tree, with Alertmanager's keys and meaning.</summary>
public sealed class RouteOptions : IValidatableObject
{
    /// <summary>Receiver of alerts that end here; inherited from the parent where left out. The root must name one.</summary>
    public string? Receiver { get; set; }

    /// <summary>All must match, for example <c>severity="critical"</c>. The root matches everything and may have none.</summary>
    public List<string> Matchers { get; set; } = [];

    /// <summary>Whether the siblings that follow are tried too after this route matched.</summary>
    public bool Continue { get; set; }

    /// <summary>Child routes; the first that matches takes the alert.</summary>
    public List<RouteOptions> Routes { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var matcher in Matchers)
        {
            if (!LabelMatcherParser.TryParse(matcher, out _, out var error)) yield return new(error, [nameof(Matchers)]);
        }
    }
}
