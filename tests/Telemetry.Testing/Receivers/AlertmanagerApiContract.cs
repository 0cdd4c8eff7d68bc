using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Telemetry.Testing.Receivers;

/// <summary>The contract of <c>POST /api/v2/alerts</c> of Alertmanager 0.25 as measured, read strictly.</summary>
public static partial class AlertmanagerApiContract
{
    private static readonly string[] Fields = ["labels", "annotations", "startsAt", "endsAt", "generatorURL"];

    /// <summary>Everything that is wrong with a request.</summary>
    public static IReadOnlyList<string> FaultsOf(StandInRequest request)
    {
        if (request.Path != "/api/v2/alerts") return [$"path {request.Path}"];
        if (request.Headers.GetValueOrDefault("content-type", "").Split(';')[0] != "application/json") return ["415"];
        using var document = JsonDocument.Parse(request.Body);
        return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().SelectMany(FaultsOfAlert)] : ["the body is no list"];
    }

    private static IEnumerable<string> FaultsOfAlert(JsonElement alert)
    {
        foreach (var fault in JsonContract.Unknown(alert, Fields)) yield return fault;
        if (!alert.TryGetProperty("labels", out var labels) || labels.ValueKind != JsonValueKind.Object) yield return "labels missing (602)";
        else if (labels.EnumerateObject().All(label => string.IsNullOrEmpty(label.Value.GetString()))) yield return "at least one label pair required";
        else if (labels.EnumerateObject().Any(label => !LabelName().IsMatch(label.Name))) yield return "bad label name";
        var (starts, ends) = (Time(alert, "startsAt"), Time(alert, "endsAt"));
        if (starts is null || ends is null) yield return "bad timestamp";
        if (ends < starts) yield return "start time must be before end time";
    }

    private static DateTimeOffset? Time(JsonElement alert, string name) => DateTimeOffset.TryParse(
        JsonContract.Text(alert, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*$", RegexOptions.None, 1000)]
    private static partial Regex LabelName();
}
