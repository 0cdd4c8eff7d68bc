using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>Says how far an incident reaches: which parts, and on which of their instances it was seen.</summary>
internal static class ScopeText
{
    private const int MaxInstances = 3;

    /// <summary>One line, the strongest part first.</summary>
    public static string Of(IncidentRecord record)
    {
        var parts = record.Signals.GroupBy(signal => signal.Component, StringComparer.Ordinal).Select(Describe).ToArray();
        return parts.Length == 0 ? $"cluster {AlertContent.Name(record.Cluster)}" : $"cluster {AlertContent.Name(record.Cluster)}: {string.Join("; ", parts)}";
    }

    private static string Describe(IGrouping<string, IncidentSignal> part)
    {
        var instances = part.Select(signal => signal.Instance).Where(instance => instance.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        if (instances.Length == 0) return AlertContent.Name(part.Key);
        var more = instances.Length > MaxInstances ? $" and {instances.Length - MaxInstances} more" : "";
        return $"{AlertContent.Name(part.Key)} at {string.Join(", ", instances.Take(MaxInstances).Select(AlertContent.Name))}{more}";
    }
}
