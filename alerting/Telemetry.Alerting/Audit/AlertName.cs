using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Audit;

/// <summary>Alerts of others as people call them: by the name of their rule, then by what else tells them apart.</summary>
internal static class AlertName
{
    private const string Rule = "alertname";

    /// <summary>For example <c>DiskFull cluster=prod instance=a</c>.</summary>
    public static string Of(LabelSet labels)
    {
        if (labels.Count == 0) return "all alerts";
        var rule = labels[Rule];
        var others = labels.Where(label => label.Key != Rule).Select(label => $"{label.Key}={label.Value}");
        return string.Join(' ', rule.Length > 0 ? others.Prepend(rule) : others);
    }
}
