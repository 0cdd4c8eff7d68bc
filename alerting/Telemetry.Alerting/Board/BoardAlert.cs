using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Board;

/// <summary>An alert that fires, where it goes, and what keeps it from being announced.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Routes">Where it ends in the routing tree.</param>
/// <param name="SilencedBy">Ids of silences.</param>
/// <param name="InhibitedBy">Fingerprints of alerts.</param>
internal sealed record BoardAlert(PostedAlert Alert, IReadOnlyList<Route> Routes, IReadOnlyList<string> SilencedBy, IReadOnlyList<string> InhibitedBy)
{
    /// <summary>Whether nothing keeps it.</summary>
    public bool IsActive => SilencedBy.Count == 0 && InhibitedBy.Count == 0;
}
