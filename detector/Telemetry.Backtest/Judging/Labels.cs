using System.Text.Json;

namespace Telemetry.Backtest.Judging;

/// <summary>What is known of a recording: the events that were made to happen, and what stock rules did. Never an input of the detector.</summary>
/// <param name="Events">In order of time.</param>
/// <param name="Rules">In order of time.</param>
internal sealed record Labels(IReadOnlyList<LabelledEvent> Events, IReadOnlyList<RuleFiring> Rules)
{
    // Parts that the recorded clusters do not have: these rules fire from beginning to end.
    private static readonly HashSet<string> Artefacts = new(StringComparer.Ordinal) { "KubeProxyDown", "KubeStateMetricsDown", "NodeClockNotSynchronising" };

    /// <summary>No labels: every page is outside of them.</summary>
    public static Labels None { get; } = new([], []);

    /// <summary>Whether a stock rule watches a part that the recorded clusters do not have.</summary>
    public static bool IsArtefact(string alert) => Artefacts.Contains(alert);

    /// <summary>Reads the <c>events</c> and <c>stock_rules</c> of a manifest.</summary>
    /// <exception cref="BacktestException">It is not there, or no manifest.</exception>
    public static Labels Load(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            return new Labels(
                [.. Items(root, "events").Select(ReadEvent).OfType<LabelledEvent>().OrderBy(happened => happened.StartMs)],
                [.. Items(root, "stock_rules").Select(ReadFiring).OfType<RuleFiring>().OrderBy(firing => firing.FromMs)]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            throw new BacktestException($"{path} cannot be read as labels: {failure.Message}", failure);
        }
    }

    private static IEnumerable<JsonElement> Items(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static LabelledEvent? ReadEvent(JsonElement entry)
    {
        if (Number(entry, "start_ms") is not { } start || Number(entry, "end_ms") is not { } end) return null;
        var kind = Text(entry, "kind") switch
        {
            "incident" => LabelKind.Incident,
            "unplanned" => LabelKind.Unplanned,
            _ => LabelKind.Benign,
        };
        var root = entry.TryGetProperty("root", out var cause) && cause.ValueKind == JsonValueKind.Object ? Text(cause, "component") : "";
        return new LabelledEvent(Text(entry, "id"), kind, Text(entry, "title"), start, end, root, Number(entry, "felt_ms"));
    }

    private static RuleFiring? ReadFiring(JsonElement entry) =>
        Text(entry, "state") == "firing" && !IsArtefact(Text(entry, "alert")) && Number(entry, "from_ms") is { } from
            ? new RuleFiring(Text(entry, "alert"), from, Number(entry, "to_ms") ?? from)
            : null;

    private static string Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static long? Number(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? (long)value.GetDouble() : null;
}
