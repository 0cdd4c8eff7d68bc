using System.ComponentModel.DataAnnotations;
using Telemetry.Alerting.Inhibition;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.TimeIntervals;

namespace Telemetry.Alerting.Configuration.AlertmanagerFiles;

/// <summary>An <c>alertmanager.yml</c>, with every key that Alertmanager 0.25 knows. Routes may carry our own keys too.</summary>
public sealed class AlertmanagerFile : IValidatableObject
{
    /// <summary>Where it was read.</summary>
    public FileInfo? Location { get; set; }

    /// <summary>What holds for all receivers.</summary>
    public GlobalSection Global { get; set; } = new();

    /// <summary>Root of the routing tree.</summary>
    public RouteOptions? Route { get; set; }

    /// <summary>What routes can name.</summary>
    public List<ReceiverSection> Receivers { get; set; } = [];

    /// <summary>Which alerts mute which.</summary>
    public List<InhibitRuleOptions> InhibitRules { get; set; } = [];

    /// <summary>Named times.</summary>
    public List<TimeIntervalOptions> TimeIntervals { get; set; } = [];

    /// <summary>The older name of <see cref="TimeIntervals"/>.</summary>
    public List<TimeIntervalOptions> MuteTimeIntervals { get; set; } = [];

    /// <summary>Files of templates; <c>*</c>, <c>?</c> and <c>[…]</c> in a file's name stand for others. Relative to this file.</summary>
    public List<string> Templates { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Route is null) yield return new("is missing; it names the receiver of whatever no other route takes", [nameof(Route)]);
        if (Receivers.Count == 0) yield return new("is missing; the routes name receivers", [nameof(Receivers)]);
        foreach (var fault in UnsupportedParts.FaultsOf(this).Concat(SectionCheck.FaultsOf(this))) yield return fault;
    }
}
