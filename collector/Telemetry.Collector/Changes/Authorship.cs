using System.Text.Json;
using Telemetry.Collector.ClusterState;

namespace Telemetry.Collector.Changes;

/// <summary>Who wrote an object last, and when, by its <c>managedFields</c>.</summary>
/// <param name="By">Field manager; empty where unknown.</param>
/// <param name="MadeAt">When; null where unknown.</param>
internal sealed record Authorship(string By, DateTimeOffset? MadeAt)
{
    private const string Status = "status";
    private const string Scale = "scale";

    /// <summary>The author of what a difference tells.</summary>
    /// <param name="document">The document.</param>
    /// <param name="difference">What differs.</param>
    public static Authorship Of(JsonElement document, Difference difference)
    {
        var managers = document.Child("metadata").Items("managedFields").ToList();
        // Who scales writes through a subresource of its own, whose entry has no time.
        var scaled = difference.Detail.StartsWith("replicas ", StringComparison.Ordinal) ? managers.Find(manager => manager.Text("subresource") == Scale) : default;
        if (scaled.ValueKind != JsonValueKind.Undefined) return Of(scaled);
        // An autoscaler scales by its status.
        var isStatus = difference.What == Contracts.Changes.ChangeSubjects.Replicas;
        return managers.Where(manager => manager.Text("subresource") == Status == isStatus)
            .OrderByDescending(manager => manager.TimeMs("time")).Select(Of).FirstOrDefault(new Authorship("", null));
    }

    private static Authorship Of(JsonElement manager) =>
        new(manager.Text("manager"), manager.TimeMs("time") is > 0 and var made ? DateTimeOffset.FromUnixTimeMilliseconds(made) : null);
}
