using System.Text.Json;
using System.Text.Json.Nodes;

namespace Telemetry.Alerting.Receivers.Opsgenie;

/// <summary>Reads what the Alert API answers. It takes a request first and decides it later.</summary>
internal static class OpsgenieAnswer
{
    /// <summary>Judges the answer to a request: the receipt is the id by which its outcome can be asked for.</summary>
    public static DeliveryResult JudgeTaken(string body) => TryRead(body)?["requestId"] is JsonValue id && id.TryGetValue<string>(out var requestId) && IsId(requestId)
        ? new(DeliveryOutcome.Accepted, "", Receipt: requestId)
        : new(DeliveryOutcome.Unavailable, $"the answer has no requestId: {body}", MayHaveArrived: true);

    /// <summary>Judges the outcome of a request.</summary>
    public static DeliveryResult JudgeOutcome(string body, NotificationAction action)
    {
        if (TryRead(body)?["data"] is not JsonObject data) return new(DeliveryOutcome.Unavailable, $"the outcome cannot be read: {body}", MayHaveArrived: true);
        var status = data["status"]?.ToString() ?? "";
        if (data["isSuccess"] is JsonValue success && success.TryGetValue<bool>(out var isSuccess) && isSuccess) return new(DeliveryOutcome.Accepted, status);

        // An alert that is closed already, or that somebody deleted, is as over as it can be.
        return action == NotificationAction.Resolve
            ? new(DeliveryOutcome.Accepted, status)
            : new(DeliveryOutcome.Rejected, $"taken, then refused: {status}");
    }

    private static bool IsId(string text) => text.Length is > 0 and <= 128 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static JsonObject? TryRead(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
