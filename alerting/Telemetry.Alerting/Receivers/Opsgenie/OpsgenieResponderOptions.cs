using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Receivers.Opsgenie;

/// <summary>Somebody who is told: by one of id, name and user name; each text is a template.</summary>
public sealed class OpsgenieResponderOptions : IValidatableObject
{
    /// <summary>Id.</summary>
    public string Id { get; set; } = "";

    /// <summary>Name of a team, escalation or schedule.</summary>
    public string Name { get; set; } = "";

    /// <summary>User name.</summary>
    public string Username { get; set; } = "";

    /// <summary>What it is: team, teams, user, escalation or schedule.</summary>
    public string Type { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Id.Length + Name.Length + Username.Length == 0) yield return new("is missing; give id, name or username", [nameof(Name)]);
        if (Type.Length == 0) yield return new("is missing", [nameof(Type)]);
    }
}
