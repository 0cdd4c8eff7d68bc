using System.Text.Json;
using System.Text.Json.Nodes;

namespace Telemetry.Alerting.Receivers.Slack;

/// <summary>Judges what Slack answers with 200: a webhook says <c>ok</c> or an error's name, the Web API says <c>ok</c> in JSON.</summary>
internal static class SlackAnswer
{
    private static readonly HashSet<string> Refused = new(StringComparer.Ordinal)
    {
        "invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "no_permission", "missing_scope", "org_login_required",
        "ekm_access_denied", "access_denied", "team_access_not_granted", "channel_not_found", "not_in_channel", "is_archived", "channel_is_archived",
        "restricted_action", "action_prohibited", "invalid_token", "no_service", "no_team", "posting_to_general_channel_denied", "user_not_found",
    };

    private static readonly HashSet<string> Unavailable = new(StringComparer.Ordinal)
    {
        "internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org", "rollup_error",
    };

    /// <summary>What became of the attempt. The receipt of a message by the Web API is <c>channel ts</c>.</summary>
    public static DeliveryResult Judge(string body)
    {
        if (body.Trim() == "ok") return new(DeliveryOutcome.Accepted, "");
        if (TryRead(body) is not { } answer) return Failure(body.Trim());
        if (answer["ok"] is JsonValue ok && ok.TryGetValue<bool>(out var isOk) && isOk) return new(DeliveryOutcome.Accepted, "", Receipt: ReceiptOf(answer));
        return Failure(answer["error"]?.ToString() ?? body);
    }

    /// <summary>Whether an update failed because its message is gone or too old; then the text must be posted anew.</summary>
    public static bool IsLost(DeliveryResult result) =>
        result.Outcome == DeliveryOutcome.Rejected && (result.Detail.EndsWith("message_not_found", StringComparison.Ordinal)
            || result.Detail.EndsWith("cant_update_message", StringComparison.Ordinal) || result.Detail.EndsWith("edit_window_closed", StringComparison.Ordinal));

    private static DeliveryResult Failure(string error)
    {
        if (error is "ratelimited" or "rate_limited") return new(DeliveryOutcome.Throttled, error);
        if (Refused.Contains(error)) return new(DeliveryOutcome.Refused, error);
        return Unavailable.Contains(error)
            ? new(DeliveryOutcome.Unavailable, error, MayHaveArrived: true)
            : new(DeliveryOutcome.Rejected, error.Length == 0 ? "an empty answer" : error);
    }

    private static string? ReceiptOf(JsonObject answer)
    {
        var receipt = $"{answer["channel"]} {answer["ts"]}";
        return receipt.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == 2 && receipt.Length <= DeliveryResult.MaxReceiptLength ? receipt : null;
    }

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
