using System.Text.Json;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Detector.Tests.Replay;

/// <summary>What really happened in a recording, from its manifest.</summary>
/// <param name="Id">Id of the event.</param>
/// <param name="IsIncident">False for a benign event.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Root">Component at its root; empty for a benign one.</param>
internal sealed record RecordedTruth(string Id, bool IsIncident, DateTimeOffset Start, DateTimeOffset End, string Root)
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    public static List<RecordedTruth> Load(string folder)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        return [.. manifest.RootElement.GetProperty("events").EnumerateArray().Select(Read)];
    }

    /// <summary>Whether a page at this time belongs to it.</summary>
    public bool Covers(DateTimeOffset at) => at >= Start && at <= End + Grace;

    /// <summary>Pages among the records: the first of each incident that is critical.</summary>
    public static List<IncidentRecord> Pages(IEnumerable<IncidentRecord> records) =>
        [.. records.Where(record => record.Severity == Severity.Critical && record.Change != IncidentChange.Resolved).DistinctBy(record => record.IncidentId)];

    private static RecordedTruth Read(JsonElement entry) => new(
        entry.GetProperty("id").GetString()!,
        entry.GetProperty("kind").GetString() == "incident",
        DateTimeOffset.FromUnixTimeMilliseconds(entry.GetProperty("start_ms").GetInt64()),
        DateTimeOffset.FromUnixTimeMilliseconds(entry.GetProperty("end_ms").GetInt64()),
        entry.GetProperty("root") is { ValueKind: JsonValueKind.Object } root ? root.GetProperty("component").GetString()! : "");
}
