using Telemetry.Alerting.Episodes;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Routing;

/// <summary>Labels of an alert: what the matchers of a route see and what Alertmanager knows the alert by.</summary>
internal static class AlertLabels
{
    /// <summary>Value of <c>alertname</c>.</summary>
    public const string AlertName = "ControlPlaneDrift";

    /// <summary>Value of <c>component</c> where the root is unknown.</summary>
    public const string UnknownComponent = "unknown";

    /// <summary>
    /// Labels of the record that announced the alert. They must not change while it is open (Alertmanager takes other labels for
    /// another alert), so later records never enter them.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Of(IncidentRecord announced, AlertLevel level) =>
        new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["alertname"] = AlertName,
            ["cluster"] = announced.Cluster,
            ["component"] = ComponentOf(announced),
            ["severity"] = level == AlertLevel.Page ? "critical" : "warning",
            ["incident"] = announced.IncidentId,
        };

    /// <summary>Component of the most probable root.</summary>
    public static string ComponentOf(IncidentRecord record) => record.Root.Count > 0 ? record.Root[0].Component : UnknownComponent;
}
