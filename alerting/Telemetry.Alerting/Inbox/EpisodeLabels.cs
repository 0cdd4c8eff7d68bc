using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Inbox;

/// <summary>Labels that an episode's subject goes by: what a silence from the inbox matches.</summary>
internal static class EpisodeLabels
{
    private static readonly string[] OfOneIncident = ["incident", "severity"];

    /// <summary>Cluster and part of an incident, so that the like of it is silenced as well, at whatever level.</summary>
    public static IReadOnlyDictionary<string, string> OfSubject(Episode episode) =>
        AlertLabels.Of(episode.Announced ?? episode.Latest, AlertLevel.Page).Where(label => !OfOneIncident.Contains(label.Key, StringComparer.Ordinal))
            .ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);
}
