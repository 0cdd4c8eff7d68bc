using System.Text.Json;

namespace Telemetry.Testing.Receivers;

/// <summary>The written contract of Opsgenie's Alert API, which Jira Service Management speaks too, read strictly.</summary>
public static class OpsgenieContract
{
    private const int MaxBytes = 1_000_000;
    private static readonly string[] Priorities = ["P1", "P2", "P3", "P4", "P5"];
    private static readonly string[] ResponderTypes = ["team", "user", "escalation", "schedule"];

    /// <summary>Everything that is wrong with a request to open or close an alert.</summary>
    public static IReadOnlyList<string> FaultsOf(StandInRequest request)
    {
        if (!request.Headers.GetValueOrDefault("authorization", "").StartsWith("GenieKey ", StringComparison.Ordinal)) return ["no GenieKey"];
        if (request.Method == "GET") return [];
        var isClose = request.Path.Contains("/close", StringComparison.Ordinal);
        return JsonContract.FaultsOf(request, MaxBytes, isClose ? FaultsOfClose : FaultsOfCreate);
    }

    private static IEnumerable<string> FaultsOfClose(JsonElement body) =>
    [
        .. JsonContract.Unknown(body, "user", "source", "note"), .. JsonContract.Optional(body, "user", 100), .. JsonContract.Optional(body, "source", 100),
        .. JsonContract.Optional(body, "note", 25_000),
    ];

    private static IEnumerable<string> FaultsOfCreate(JsonElement body) =>
    [
        .. JsonContract.Unknown(body, "message", "alias", "description", "responders", "visibleTo", "actions", "tags", "details", "entity", "source", "priority", "user", "note"),
        .. JsonContract.Required(body, "message", int.MaxValue), .. MessageFaults(body), .. JsonContract.Optional(body, "alias", 512),
        .. JsonContract.Optional(body, "description", 15_000), .. JsonContract.Optional(body, "entity", 512), .. JsonContract.Optional(body, "source", 100),
        .. JsonContract.Optional(body, "user", 100), .. JsonContract.Optional(body, "note", 25_000), .. JsonContract.List(body, "responders", 50),
        .. JsonContract.List(body, "visibleTo", 50), .. JsonContract.List(body, "actions", 10), .. JsonContract.List(body, "tags", 20),
        .. JsonContract.Items(body, "tags").Where(tag => tag.GetString()!.Length > 50).Select(_ => "a tag is longer than 50"),
        .. JsonContract.Items(body, "responders").SelectMany(FaultsOfResponder), .. DetailFaults(body), .. PriorityFaults(body),
    ];

    // Characters are counted as people count them, not as UTF-16 does.
    private static IEnumerable<string> MessageFaults(JsonElement body) =>
        JsonContract.Text(body, "message")?.EnumerateRunes().Count() > 130 ? ["message is longer than 130"] : [];

    private static IEnumerable<string> PriorityFaults(JsonElement body) =>
        body.TryGetProperty("priority", out var priority) && !Priorities.Contains(priority.GetString()) ? [$"priority is '{priority}'"] : [];

    private static IEnumerable<string> DetailFaults(JsonElement body)
    {
        if (!body.TryGetProperty("details", out var details)) return [];
        if (details.ValueKind != JsonValueKind.Object) return ["details is no object"];
        var entries = details.EnumerateObject().ToArray();
        if (entries.Any(entry => entry.Value.ValueKind != JsonValueKind.String)) return ["details holds what is no text"];
        return entries.Sum(entry => entry.Name.Length + entry.Value.GetString()!.Length) > 8000 ? ["details are longer than 8000"] : [];
    }

    private static IEnumerable<string> FaultsOfResponder(JsonElement responder)
    {
        foreach (var fault in JsonContract.Unknown(responder, "id", "name", "username", "type")) yield return $"responders: {fault}";
        if (!ResponderTypes.Contains(JsonContract.Text(responder, "type"))) yield return $"responders: type is '{JsonContract.Text(responder, "type")}'";
        if (new[] { "id", "name", "username" }.All(name => string.IsNullOrEmpty(JsonContract.Text(responder, name)))) yield return "responders: one has no name";
    }
}
