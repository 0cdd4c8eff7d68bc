using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting;

/// <summary>Settings of alerting, section <c>alerting</c>. Without receivers it decides all the same and sends nothing.</summary>
public sealed class AlertingOptions : IValidatableObject
{
    /// <summary>Root of the routing tree; needed as soon as there are receivers.</summary>
    public RouteOptions? Route { get; set; }

    /// <summary>What routes can name.</summary>
    public List<ReceiverOptions> Receivers { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        RouteValidation.Check(this).Concat(ReceiverValidation.Check(Receivers));
}
