using System.Collections.Concurrent;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Stages;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Benchmarks.Latency;

/// <summary>Notes the first record of each cluster that alerting decided to page for.</summary>
internal sealed class PageNotes : IDecisionObserver
{
    private readonly ConcurrentDictionary<string, IncidentRecord> _paged = new(StringComparer.Ordinal);

    /// <summary>The record that paged, or null while none did.</summary>
    public IncidentRecord? Of(string cluster) => _paged.GetValueOrDefault(cluster);

    /// <inheritdoc/>
    public void OnDecided(DecidedRecord decided)
    {
        if (decided.Original == DecisionKind.Paged) _paged.TryAdd(decided.Record.Cluster, decided.Record);
    }
}
