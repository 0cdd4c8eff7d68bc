using System.Net.Http.Headers;
using System.Text.Json;

namespace Telemetry.Kubernetes.Client;

/// <summary>The API server's <c>Status</c> object: why a request or a watch was refused.</summary>
/// <param name="Code">HTTP status.</param>
/// <param name="Reason">One word, such as <c>Expired</c> or <c>Forbidden</c>; empty where there is none.</param>
/// <param name="Message">For people.</param>
/// <param name="Continue">On an expired continue token: one that fetches the remainder of the list.</param>
/// <param name="RetryAfter">How long to wait before asking again, where the server says so.</param>
public sealed record ApiStatus(int Code, string Reason, string Message, string? Continue = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Most of a message that is kept.</summary>
    private const int MaxMessage = 500;

    /// <summary>Reads a <c>Status</c> object.</summary>
    public static ApiStatus Of(JsonElement status) => new(
        status.TryGetProperty("code", out var code) && code.TryGetInt32(out var number) ? number : 0,
        TextOf(status, "reason") ?? "",
        Shorten(TextOf(status, "message") ?? ""),
        status.TryGetProperty("metadata", out var metadata) ? TextOf(metadata, "continue") : null);

    /// <summary>Reads a refused answer, whatever its body is: proxies in front of an API server answer in their own words.</summary>
    public static ApiStatus Of(int code, string body, RetryConditionHeaderValue? retryAfter, DateTimeOffset now)
    {
        var wait = retryAfter?.Delta ?? (retryAfter?.Date - now);
        return Parse(body) is { } status
            ? status with { Code = code, RetryAfter = wait }
            : new ApiStatus(code, "", Shorten(body.Trim()), RetryAfter: wait);
    }

    private static ApiStatus? Parse(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && TextOf(document.RootElement, "kind") == "Status" ? Of(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Shorten(string message) => message.Length <= MaxMessage ? message : message[..MaxMessage];
}
