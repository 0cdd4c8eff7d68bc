using System.Text.Json.Nodes;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>An alert that a case posts; times are seconds from the begin.</summary>
/// <param name="Name">Value of <c>alertname</c>.</param>
/// <param name="Start">When it began; null leaves it out.</param>
/// <param name="End">When it ended; null leaves it out.</param>
internal sealed record CaseAlert(string Name, double? Start = null, double? End = null)
{
    /// <summary>Further labels, <c>name=value</c>.</summary>
    public string[] Labels { get; init; } = [];

    /// <summary>Annotations, <c>name=value</c>.</summary>
    public string[] Annotations { get; init; } = [];

    /// <summary>The alert as API v2 takes it.</summary>
    public JsonObject ToJson(string caseId, Func<double, string> timeAt)
    {
        var json = new JsonObject { ["labels"] = Fields(["alertname=" + Name, "case=" + caseId, .. Labels]), ["annotations"] = Fields(Annotations) };
        if (Start is { } start) json["startsAt"] = timeAt(start);
        if (End is { } end) json["endsAt"] = timeAt(end);
        return json;
    }

    private static JsonObject Fields(string[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field[..field.IndexOf('=', StringComparison.Ordinal)], (JsonNode?)field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..])));
}
