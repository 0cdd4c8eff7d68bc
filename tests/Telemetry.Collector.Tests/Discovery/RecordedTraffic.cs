using System.Text.Json;
using System.Text.Json.Nodes;
using Telemetry.Testing;

namespace Telemetry.Collector.Tests.Discovery;

/// <summary>Objects as a real API server gave them, from the recorded traffic.</summary>
internal static class RecordedTraffic
{
    private static readonly JsonArray All =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "corpus", "kubernetes-api", "api-1.34.json")))!.AsArray();

    /// <summary>The first object of a recorded list.</summary>
    public static JsonElement FirstOf(string title)
    {
        var list = (string)All.Single(entry => (string?)entry!["title"] == title)!["response"]!["body"]!;
        return JsonElement.Parse(list).GetProperty("items")[0];
    }
}
