using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Inbox;

/// <summary>Labels that an episode's subject goes by: what a silence from the inbox matches.</summary>
internal static class EpisodeLabels
{
    private static readonly string[] OfOneIncident = ["incident", "severity"];

    /// <summary>Of an incident its cluster and part, so that the like of it is silenced as well, at whatever level; of a group its labels.</summary>
    public static IReadOnlyDictionary<string, string> OfSubject(InboxItem item) => item switch
    {
        { Record: { } record } => AlertLabels.Of(record, AlertLevel.Page).Where(label => !OfOneIncident.Contains(label.Key, StringComparer.Ordinal))
            .ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal),
        { Episode: GroupEpisode group } => group.GroupLabels,
        { Untold: { } untold } => untold.GroupLabels,
        _ => new Dictionary<string, string>(StringComparer.Ordinal),
    };
}
