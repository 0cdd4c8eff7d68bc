using System.Globalization;
using System.Text.Json.Nodes;

namespace Telemetry.EndToEnd.Alerting;

/// <summary>A message as it arrived.</summary>
/// <param name="At">Seconds from the begin.</param>
/// <param name="Path">Where it was sent to, below the case.</param>
/// <param name="Status">What was answered; 0 for nothing.</param>
/// <param name="Body">Body.</param>
internal sealed record CaseMessage(double At, string Path, int Status, string Body)
{
    private readonly JsonObject? _json = Parse(Body);

    /// <summary>Whether it was taken.</summary>
    public bool IsDelivered => Status is >= 200 and < 300;

    /// <summary>Identity of what it speaks of, as its receiver knows it.</summary>
    public string Key => (string?)(_json?["groupKey"] ?? _json?["dedup_key"] ?? _json?["alias"]) ?? "";

    /// <summary>The message's fields.</summary>
    public JsonObject Json => _json ?? throw new InvalidOperationException($"No JSON object: {Body}");

    /// <summary>What it says: who fires (<c>F:</c>), who is resolved (<c>R:</c>).</summary>
    public string Says => Describe(withTimes: null);

    /// <summary>The same with the times of the alerts, in seconds from the begin, and their annotations.</summary>
    public string SaysWithTimes(DateTimeOffset begin) => Describe(begin);

    private string Describe(DateTimeOffset? withTimes)
    {
        if (_json?["alerts"] is JsonArray alerts)
        {
            var each = alerts.Select(alert => Describe(alert!.AsObject(), withTimes)).Order(StringComparer.Ordinal);
            return $"{_json["status"]} {string.Join(' ', each)}";
        }

        return _json?["event_action"] is { } action ? $"{action} {(string?)_json["payload"]?["summary"]}" : Body;
    }

    private static string Describe(JsonObject alert, DateTimeOffset? begin)
    {
        var labels = alert["labels"]!.AsObject().Where(label => label.Key != "case").OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Value}");
        var text = $"{((string)alert["status"]! == "firing" ? 'F' : 'R')}:{string.Join(',', labels)}";
        if (begin is not { } zero) return text;
        var annotations = alert["annotations"]!.AsObject().Select(annotation => $"{annotation.Key}={annotation.Value}").Order(StringComparer.Ordinal);
        return $"{text}[{Seconds(alert["startsAt"], zero)}..{Seconds(alert["endsAt"], zero)} {string.Join(',', annotations)}]";
    }

    private static string Seconds(JsonNode? time, DateTimeOffset begin)
    {
        var at = DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return at.Year < 2000 ? "" : (at - begin).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
