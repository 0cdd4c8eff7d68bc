using System.Globalization;
using System.Text.Json.Nodes;

namespace Telemetry.Testing.Kubernetes;

/// <summary>The API server's refusals, word for word where they were recorded.</summary>
internal sealed record StatusAnswer(int Code, string Reason, string Message)
{
    public string? Continue { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public string? Details { get; init; }

    public static StatusAnswer Unauthorized { get; } = new(401, "Unauthorized", "Unauthorized");

    public static StatusAnswer NotServed { get; } = new(404, "NotFound", "the server could not find the requested resource") { Details = "{}" };

    public static StatusAnswer ListTooOld { get; } = new(410, "Expired", "The resourceVersion for the provided list is too old.");

    public static StatusAnswer BadRequest(string message) => new(400, "BadRequest", message);

    public static StatusAnswer Forbidden(string user, string verb, ResourceKind kind, string? space) => new(
        403, "Forbidden",
        $"{kind.Qualified} is forbidden: User \"{user}\" cannot {verb} resource \"{kind.Plural}\" in API group \"{kind.Group}\" {(space is null ? "at the cluster scope" : $"in the namespace \"{space}\"")}")
    {
        Details = $$"""{"kind":"{{kind.Plural}}"}""",
    };

    public static StatusAnswer NotFound(ResourceKind kind, string name) => new(404, "NotFound", $"{kind.Qualified} \"{name}\" not found")
    {
        Details = $$"""{"name":"{{name}}","kind":"{{kind.Plural}}"}""",
    };

    public static StatusAnswer TokenTooOld(ContinueToken remainder) => new(
        410, "Expired",
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.")
    {
        Continue = remainder.ToString(),
    };

    public static StatusAnswer WatchTooOld(long asked, long oldest) => new(
        410, "Expired", string.Create(CultureInfo.InvariantCulture, $"too old resource version: {asked} ({oldest})"));

    public static StatusAnswer TooMany(TimeSpan? retryAfter) => new(429, "TooManyRequests", "Too many requests, please try again later.") { RetryAfter = retryAfter };

    /// <summary>As the body of an answer, or the object of an error in a watch.</summary>
    public string ToJson()
    {
        var metadata = new JsonObject();
        if (Continue is not null) metadata["continue"] = Continue;
        var status = new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = metadata, ["status"] = "Failure", ["message"] = Message, ["reason"] = Reason,
        };
        if (Details is not null) status["details"] = JsonNode.Parse(Details);
        status["code"] = Code;
        return status.ToJsonString(Json.Relaxed);
    }
}
