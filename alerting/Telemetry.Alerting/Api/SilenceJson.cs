using System.Text.Json;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Api;

/// <summary>A silence as <c>GET /api/v2/silences</c> gives it.</summary>
internal static class SilenceJson
{
    public const string Active = "active";
    public const string Pending = "pending";
    public const string Expired = "expired";

    /// <summary>The word for its state at a time.</summary>
    public static string StateOf(Silence silence, DateTimeOffset now) => silence.EndsAt <= now ? Expired : silence.StartsAt > now ? Pending : Active;

    public static void Write(Utf8JsonWriter json, Silence silence, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("id", silence.Id);
        json.WriteStartObject("status");
        json.WriteString("state", StateOf(silence, now));
        json.WriteEndObject();
        json.WriteString("updatedAt", ApiTime.Format(silence.UpdatedAt));
        json.WriteString("comment", silence.Comment);
        json.WriteString("createdBy", silence.CreatedBy);
        json.WriteString("endsAt", ApiTime.Format(silence.EndsAt));
        json.WriteStartArray("matchers");
        foreach (var matcher in silence.Matchers) Write(json, matcher);
        json.WriteEndArray();
        json.WriteString("startsAt", ApiTime.Format(silence.StartsAt));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SilenceMatcher matcher)
    {
        json.WriteStartObject();
        json.WriteBoolean("isEqual", matcher.IsEqual);
        json.WriteBoolean("isRegex", matcher.IsRegex);
        json.WriteString("name", matcher.Name);
        json.WriteString("value", matcher.Value);
        json.WriteEndObject();
    }
}
