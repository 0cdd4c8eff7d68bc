using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Escalation;

/// <summary>When a page that nobody takes goes to another receiver, section <c>alerting.escalation</c>. The next one is the next in the order of <c>alerting.receivers</c>.</summary>
public sealed class EscalationOptions : IValidatableObject
{
    /// <summary>A page that its receiver has not accepted for so long goes to a second one too.</summary>
    public TimeSpan SecondAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>And so long after it was due to a third.</summary>
    public TimeSpan ThirdAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SecondAfter <= TimeSpan.Zero) yield return new("must be longer than nothing", [nameof(SecondAfter)]);
        if (ThirdAfter <= SecondAfter) yield return new("must be longer than second_after", [nameof(ThirdAfter)]);
    }
}
