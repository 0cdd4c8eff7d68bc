using System.Globalization;

namespace Telemetry.Detection.Correlation;

/// <summary>Ids of incidents: a function of when and what, so that a replay gives the same.</summary>
internal static class IncidentId
{
    /// <summary>Unique in a cluster: at most one incident of a root opens at a tick.</summary>
    public static string Of(long atMs, string root) =>
        string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeMilliseconds(atMs):yyyyMMdd'T'HHmmss'Z'}-{root}");
}
