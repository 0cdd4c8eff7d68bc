using Telemetry.Alerting.Grouping;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Configuration;

/// <summary>Messages that templates are tried on before the start: one that fires and is partly over, one that is over.</summary>
internal static class SampleMessages
{
    private static readonly DateTimeOffset Began = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The messages.</summary>
    public static IReadOnlyList<NotificationData> All { get; } = [Message("firing", "firing", "resolved"), Message("resolved", "resolved", "resolved")];

    private static NotificationData Message(string status, params string[] alerts) => new()
    {
        Receiver = "sample",
        Status = status,
        Alerts = [.. alerts.Select((one, i) => Alert(one, i))],
        GroupLabels = Labels(("alertname", "Sample"), ("cluster", "east-1")),
        CommonLabels = Labels(("alertname", "Sample"), ("cluster", "east-1"), ("severity", "critical")),
        CommonAnnotations = Labels(("summary", "A sample")),
        ExternalUrl = "http://localhost:9099",
        GroupKey = "sample",
    };

    private static NotifiedAlert Alert(string status, int number) => new(
        status, Labels(("alertname", "Sample"), ("cluster", "east-1"), ("instance", $"i{number}"), ("severity", "critical")),
        Labels(("summary", "A sample")), Began, status == "firing" ? default : Began.AddMinutes(5), "http://localhost:9090/graph", "0000000000000000");

    private static SortedDictionary<string, string> Labels(params (string Name, string Value)[] labels) =>
        new(labels.ToDictionary(label => label.Name, label => label.Value), StringComparer.Ordinal);
}
