using System.Globalization;
using System.Text.Json;

namespace Telemetry.Testing.Receivers;

/// <summary>The contract of Alertmanager's webhook payload, version 4, as 0.25 sends it, read strictly.</summary>
public static class AlertmanagerWebhookContract
{
    private static readonly string[] Fields =
    [
        "version", "groupKey", "truncatedAlerts", "status", "receiver", "groupLabels", "commonLabels", "commonAnnotations", "externalURL", "alerts",
    ];

    private static readonly string[] AlertFields = ["status", "labels", "annotations", "startsAt", "endsAt", "generatorURL", "fingerprint"];

    /// <summary>Everything that is wrong with a payload.</summary>
    public static IReadOnlyList<string> FaultsOf(StandInRequest request) => JsonContract.FaultsOf(request, int.MaxValue, payload =>
    [
        .. JsonContract.Unknown(payload, Fields), .. Missing(payload, Fields),
        .. JsonContract.Text(payload, "version") == "4" ? [] : new[] { "version is not 4" }, .. StatusFaults(payload),
        .. MapFaults(payload, "groupLabels", "commonLabels", "commonAnnotations"),
        .. JsonContract.Items(payload, "alerts").SelectMany(FaultsOfAlert),
    ]);

    private static IEnumerable<string> FaultsOfAlert(JsonElement alert) =>
    [
        .. JsonContract.Unknown(alert, AlertFields), .. Missing(alert, AlertFields), .. StatusFaults(alert), .. MapFaults(alert, "labels", "annotations"),
        .. TimeFaults(alert, "startsAt"), .. TimeFaults(alert, "endsAt"),
        .. JsonContract.Text(alert, "fingerprint")?.Length == 16 ? [] : new[] { "fingerprint is not 16 hex digits" },
        .. JsonContract.Text(alert, "status") == "resolved" || JsonContract.Text(alert, "endsAt") == "0001-01-01T00:00:00Z" ? [] : new[] { "a firing alert has an end" },
    ];

    private static IEnumerable<string> Missing(JsonElement element, string[] fields) =>
        fields.Where(name => !element.TryGetProperty(name, out _)).Select(name => $"{name} is missing");

    private static IEnumerable<string> StatusFaults(JsonElement element) =>
        JsonContract.Text(element, "status") is "firing" or "resolved" ? [] : ["status is neither firing nor resolved"];

    private static IEnumerable<string> MapFaults(JsonElement element, params string[] names) => names.Where(name =>
        !element.TryGetProperty(name, out var map) || map.ValueKind != JsonValueKind.Object
        || map.EnumerateObject().Any(entry => entry.Value.ValueKind != JsonValueKind.String)).Select(name => $"{name} is no map of text");

    private static IEnumerable<string> TimeFaults(JsonElement element, string name) => DateTimeOffset.TryParse(
        JsonContract.Text(element, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) ? [] : [$"{name} is no time"];
}
