using System.Text.Json.Nodes;
using Telemetry.Alerting.Grouping;

namespace Telemetry.Alerting.Tests.Templates;

/// <summary>Reads the data of a message from Alertmanager's webhook payload.</summary>
internal static class MessageJson
{
    public static NotificationData Read(string payload)
    {
        var message = JsonNode.Parse(payload)!;
        return new NotificationData
        {
            Receiver = Text(message, "receiver"),
            Status = Text(message, "status"),
            Alerts = [.. message["alerts"]!.AsArray().Select(alert => Alert(alert!))],
            GroupLabels = Labels(message, "groupLabels"),
            CommonLabels = Labels(message, "commonLabels"),
            CommonAnnotations = Labels(message, "commonAnnotations"),
            ExternalUrl = Text(message, "externalURL"),
            GroupKey = Text(message, "groupKey"),
        };
    }

    private static NotifiedAlert Alert(JsonNode alert) => new(
        Text(alert, "status"), Labels(alert, "labels"), Labels(alert, "annotations"), alert["startsAt"]!.GetValue<DateTimeOffset>(),
        alert["endsAt"]!.GetValue<DateTimeOffset>(), Text(alert, "generatorURL"), Text(alert, "fingerprint"));

    private static string Text(JsonNode node, string key) => node[key]!.GetValue<string>();

    private static SortedDictionary<string, string> Labels(JsonNode node, string key) =>
        new(node[key]!.AsObject().ToDictionary(label => label.Key, label => label.Value!.GetValue<string>()), StringComparer.Ordinal);
}
