using Telemetry.Contracts.Incidents;
using Telemetry.Series.Window;

namespace Telemetry.Series.Intake;

/// <summary>
/// The open incidents. Written from the incident stream, moved on in event time by the scrapes of the same cluster, read by the API.
/// </summary>
internal sealed class IncidentLedger(SeriesWindow window, QueryMetrics metrics)
{
    /// <summary>Most incidents held open; beyond it the one that began first is closed here and counted.</summary>
    public const int MaxOpen = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Cluster, string Id), OpenIncident> _open = [];

    /// <summary>The open incidents, newest state each, by cluster and onset.</summary>
    public IReadOnlyList<IncidentRecord> Open
    {
        get
        {
            lock (_gate)
            {
                return [.. _open.Values.Select(incident => incident.Record)
                    .OrderBy(record => record.Cluster, StringComparer.Ordinal)
                    .ThenBy(record => record.Began)
                    .ThenBy(record => record.IncidentId, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Takes one change. Doubles, known by their sequence, change nothing.</summary>
    public void Apply(IncidentRecord record)
    {
        var key = (record.Cluster, record.IncidentId);
        lock (_gate)
        {
            _open.TryGetValue(key, out var incident);
            if (incident is not null && record.Sequence <= incident.Record.Sequence) return;
            if (record.Change == IncidentChange.Resolved)
            {
                incident?.Close(record.At.ToUnixTimeMilliseconds());
                _open.Remove(key);
                return;
            }

            if (incident is null)
            {
                if (_open.Count >= MaxOpen) CloseOldest(record.At);
                _open[key] = incident = new(window, metrics, record);
            }

            incident.Change(record);
        }
    }

    /// <summary>Moves event time on for the incidents of a cluster.</summary>
    public void Advance(string cluster, long timeMs)
    {
        lock (_gate)
        {
            foreach (var incident in _open.Values)
            {
                if (incident.Record.Cluster == cluster) incident.RepeatUntil(timeMs);
            }
        }
    }

    private void CloseOldest(DateTimeOffset at)
    {
        var oldest = _open.MinBy(incident => incident.Value.Record.Began);
        oldest.Value.Close(at.ToUnixTimeMilliseconds());
        _open.Remove(oldest.Key);
        metrics.IncidentCrowdedOut();
    }
}
