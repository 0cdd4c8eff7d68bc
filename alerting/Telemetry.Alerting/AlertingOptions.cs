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
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var names = Receivers.Select(receiver => receiver.Name).ToArray();
        foreach (var name in names.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key))
        {
            yield return new($"holds two of the name '{name}'", [nameof(Receivers)]);
        }

        if (Route is null)
        {
            if (names.Length > 0) yield return new("is missing; with receivers there must be a route that names one", [nameof(Route)]);
            yield break;
        }

        if (string.IsNullOrEmpty(Route.Receiver)) yield return new("names no receiver; the root route must", [nameof(Route)]);
        if (Route.Matchers.Count > 0) yield return new("has matchers; the root route matches everything", [nameof(Route)]);
        foreach (var name in Named(Route).Except(names, StringComparer.Ordinal))
        {
            yield return new($"names the receiver '{name}', which is not among alerting.receivers", [nameof(Route)]);
        }
    }

    private static IEnumerable<string> Named(RouteOptions route) =>
        route.Routes.SelectMany(Named).Concat(string.IsNullOrEmpty(route.Receiver) ? [] : [route.Receiver]);
}
