using System.Globalization;
using System.Text.Json;

namespace Telemetry.Testing.Receivers;

/// <summary>The written contract of PagerDuty's Events API v2, read strictly: what it does not allow is a fault.</summary>
public static class PagerDutyContract
{
    private const int MaxBytes = 512_000;
    private const int RoutingKeyLength = 32;
    private const int MaxDedupKeyLength = 255;
    private const int MaxSummaryLength = 1024;

    private static readonly string[] Actions = ["trigger", "acknowledge", "resolve"];
    private static readonly string[] Severities = ["critical", "error", "warning", "info"];
    private static readonly string[] EventFields =
        ["routing_key", "event_action", "dedup_key", "payload", "images", "links", "client", "client_url"];
    private static readonly string[] PayloadFields =
        ["summary", "source", "severity", "timestamp", "component", "group", "class", "custom_details"];

    /// <summary>Everything that is wrong with an event; empty where nothing is.</summary>
    public static IReadOnlyList<string> FaultsOf(StandInRequest request) => JsonContract.FaultsOf(request, MaxBytes, FaultsOf);

    /// <summary>Everything that is wrong with a change event; empty where nothing is.</summary>
    public static IReadOnlyList<string> FaultsOfChange(StandInRequest request) => JsonContract.FaultsOf(request, MaxBytes, FaultsOfChange);

    private static IEnumerable<string> FaultsOfChange(JsonElement @event)
    {
        foreach (var name in Unknown(@event, ["routing_key", "payload", "links"])) yield return $"unknown field {name}";
        var key = Text(@event, "routing_key") ?? "";
        if (key.Length != RoutingKeyLength || key[0] == 'R') yield return "routing_key is no service key";
        if (!@event.TryGetProperty("payload", out var payload) || payload.ValueKind != JsonValueKind.Object)
        {
            yield return "payload is missing";
            yield break;
        }

        foreach (var name in Unknown(payload, ["summary", "source", "timestamp", "custom_details"])) yield return $"payload.{name} is unknown";
        if (Text(payload, "summary") is not { Length: > 0 } summary || summary.EnumerateRunes().Count() > MaxSummaryLength) yield return "summary is missing or too long";
        if (payload.TryGetProperty("timestamp", out var timestamp) && !IsIso8601(timestamp)) yield return $"timestamp is '{timestamp}'";
        foreach (var fault in FaultsOfItems(@event, "links", "href", ["href", "text"], requiredScheme: "http")) yield return fault;
    }

    private static IEnumerable<string> FaultsOf(JsonElement @event)
    {
        foreach (var name in Unknown(@event, EventFields)) yield return $"unknown field {name}";
        if (Text(@event, "routing_key")?.Length != RoutingKeyLength) yield return $"routing_key is not {RoutingKeyLength} characters";
        var action = Text(@event, "event_action");
        if (!Actions.Contains(action)) yield return $"event_action is '{action}'";
        var dedupKey = Text(@event, "dedup_key");
        if (dedupKey?.Length > MaxDedupKeyLength) yield return $"dedup_key is longer than {MaxDedupKeyLength}";
        if (string.IsNullOrEmpty(dedupKey) && action != "trigger") yield return "dedup_key is missing";
        foreach (var fault in NotText(@event, ["dedup_key", "client", "client_url"])) yield return fault;
        if (@event.TryGetProperty("payload", out var payload))
        {
            foreach (var fault in FaultsOfPayload(payload)) yield return $"payload.{fault}";
        }
        else if (action == "trigger")
        {
            yield return "payload is missing";
        }

        foreach (var fault in FaultsOfItems(@event, "images", "src", ["src", "href", "alt"], requiredScheme: "https://")) yield return fault;
        foreach (var fault in FaultsOfItems(@event, "links", "href", ["href", "text"], requiredScheme: "http")) yield return fault;
    }

    private static IEnumerable<string> FaultsOfPayload(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
        {
            yield return "is no object";
            yield break;
        }

        foreach (var name in Unknown(payload, PayloadFields)) yield return $"{name} is unknown";
        if (string.IsNullOrEmpty(Text(payload, "summary"))) yield return "summary is missing";
        if (Text(payload, "summary")?.EnumerateRunes().Count() > MaxSummaryLength) yield return $"summary is longer than {MaxSummaryLength}";
        if (string.IsNullOrEmpty(Text(payload, "source"))) yield return "source is missing";
        if (!Severities.Contains(Text(payload, "severity"))) yield return $"severity is '{Text(payload, "severity")}'";
        if (payload.TryGetProperty("timestamp", out var timestamp) && !IsIso8601(timestamp)) yield return $"timestamp is '{timestamp}'";
        if (payload.TryGetProperty("custom_details", out var details) && details.ValueKind != JsonValueKind.Object) yield return "custom_details is no object";
        foreach (var fault in NotText(payload, ["component", "group", "class"])) yield return fault;
    }

    private static IEnumerable<string> FaultsOfItems(JsonElement @event, string name, string required, string[] fields, string requiredScheme)
    {
        if (!@event.TryGetProperty(name, out var items)) yield break;
        if (items.ValueKind != JsonValueKind.Array)
        {
            yield return $"{name} is no list";
            yield break;
        }

        foreach (var item in items.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || Text(item, required)?.StartsWith(requiredScheme, StringComparison.Ordinal) != true)
            {
                yield return $"{name} holds one whose {required} does not begin with {requiredScheme}";
                continue;
            }

            foreach (var unknown in Unknown(item, fields)) yield return $"{name}: unknown field {unknown}";
            foreach (var fault in NotText(item, fields)) yield return $"{name}: {fault}";
        }
    }

    private static IEnumerable<string> Unknown(JsonElement element, string[] known) =>
        element.EnumerateObject().Select(property => property.Name).Where(name => !known.Contains(name));

    private static IEnumerable<string> NotText(JsonElement element, string[] names) =>
        names.Where(name => element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.String).Select(name => $"{name} is no string");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsIso8601(JsonElement timestamp) =>
        timestamp.ValueKind == JsonValueKind.String && DateTimeOffset.TryParseExact(
            timestamp.GetString(), ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);
}
