using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.Collector.Recordings;

namespace Telemetry.Cli.Demo;

/// <summary>What was done to a recorded cluster, and when its clients felt it: shown beside what was found, never an input.</summary>
internal sealed class RecordedTruth
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Events in order of time; empty where the recording says nothing.</summary>
    [JsonPropertyName("events")]
    public IReadOnlyList<RecordedEvent> Events { get; init; } = [];

    /// <summary>Reads the truth of a recording whose manifest was read already.</summary>
    public static RecordedTruth Load(string folder)
    {
        using var file = File.OpenRead(Path.Combine(folder, RecordingManifest.FileName));
        try
        {
            return JsonSerializer.Deserialize<RecordedTruth>(file, Json) ?? new RecordedTruth();
        }
        catch (JsonException)
        {
            // A recording of somebody else may say what happened in words of its own; it is shown without.
            return new RecordedTruth();
        }
    }

    /// <summary>The incident that was going on, or had ended within the grace, at a time; null for none.</summary>
    public RecordedEvent? IncidentAt(DateTimeOffset time)
    {
        var ms = time.ToUnixTimeMilliseconds();
        return Events.LastOrDefault(happened => happened.Kind == "incident" && happened.StartMs <= ms && ms <= happened.EndMs + GraceMs);
    }

    private const long GraceMs = 120_000;
}

/// <summary>One labelled event of a recording.</summary>
/// <param name="Kind"><c>incident</c> or <c>benign</c>.</param>
/// <param name="Title">What was done.</param>
/// <param name="StartMs">Beginning, Unix milliseconds.</param>
/// <param name="EndMs">End, Unix milliseconds.</param>
/// <param name="FeltMs">When clients felt it, Unix milliseconds; null for never.</param>
internal sealed record RecordedEvent(string Kind, string Title, long StartMs, long EndMs, long? FeltMs);
