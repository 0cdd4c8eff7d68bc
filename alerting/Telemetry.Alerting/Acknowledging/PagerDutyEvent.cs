using System.Text.Json;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Acknowledging;

/// <summary>What a PagerDuty webhook v3 tells of an incident of ours.</summary>
/// <param name="By">Who did it.</param>
/// <param name="Body">The command that it comes to; null where it is none of our concern.</param>
internal sealed record PagerDutyEvent(string By, AlertCommandBody? Body)
{
    private const string UserType = "user_reference";

    /// <summary>Reads a body; null where it is no event.</summary>
    public static PagerDutyEvent? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var @event = json.RootElement.GetProperty("event");
            var type = @event.GetProperty("event_type").GetString() ?? "";
            var agent = Section(@event, "agent");
            var key = Text(Section(@event, "data"), "incident_key");
            return new PagerDutyEvent($"{Text(agent, "summary")} (PagerDuty)".Trim(), key.Length == 0 ? null : BodyOf(type, key, Text(agent, "type") == UserType));
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    // An end that we reported ourselves comes back as one too, from an integration: only a person's word is news.
    private static AlertCommandBody? BodyOf(string type, string key, bool isPerson) => type switch
    {
        "incident.acknowledged" => new Acknowledgement(key),
        "incident.unacknowledged" => new Acknowledgement(key, IsWithdrawn: true),
        "incident.resolved" when isPerson => new ManualResolve(key),
        _ => null,
    };

    private static JsonElement? Section(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    private static string Text(JsonElement? json, string name) =>
        json is { } section && section.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
