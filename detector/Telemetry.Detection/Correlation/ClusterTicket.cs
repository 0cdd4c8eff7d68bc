using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>
/// The incident of a cluster in which several independent parts are slightly unusual at once, though none for a ticket of its own. A ticket,
/// never a page; it makes way for any incident of a component, which knows more.
/// </summary>
internal sealed class ClusterTicket
{
    /// <summary>What its root names instead of a component.</summary>
    public const string Component = "cluster";

    /// <summary>Cause that its root carries.</summary>
    public const string Cause = "several parts";

    private readonly ComponentWatch _watch = new();
    private Incident? _open;

    /// <summary>Whether it is open, or may open by time alone.</summary>
    public bool IsActive => _open is not null || _watch.UnwellSinceMs != 0;

    /// <summary>Takes a tick.</summary>
    /// <param name="tick">When.</param>
    /// <param name="picture">Every component at that time.</param>
    /// <param name="graph">Who depends on whom.</param>
    /// <param name="hasIncident">Whether an incident of a component is open.</param>
    /// <param name="intervalMs">The longest scrape interval of the targets.</param>
    /// <param name="budget">What a ticket of the cluster demands.</param>
    /// <param name="updates">Where changes are added.</param>
    public void Take(Tick tick, ClusterPicture picture, DependencyGraph graph, bool hasIncident, long intervalMs, EvidenceBudget budget, List<IncidentUpdate> updates)
    {
        var roots = hasIncident ? [] : IndependentRoots.Of(picture, graph, tick.AtMs);
        var joint = IndependentRoots.EvidenceOf(roots, picture);
        _watch.Take(tick.AtMs, joint, local: 0, isFelt: false, coveredMs: 0, intervalMs, budget.OfCluster);
        if (_open is null && _watch.IsTicket(tick.AtMs)) Open(tick, roots, updates);
        if (_open is null) return;
        if (joint >= budget.OfCluster.Ticket) _open.MarkUnwell(Component, tick.AtMs);
        if (!hasIncident && !_open.IsOver(tick.AtMs, intervalMs)) return;
        updates.Add(Describe(_open, IncidentEvent.Resolved, tick, [], hasIncident ? "Several parts: one of them has an incident of its own." : "Several parts: they are back to normal."));
        _open = null;
    }

    public void Save(SnapshotWriter writer)
    {
        _watch.Save(writer);
        writer.Write(_open is not null);
        _open?.Save(writer);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _watch.Restore(ref reader);
        _open = reader.ReadBool() ? Incident.Restore(ref reader) : null;
    }

    private void Open(Tick tick, List<ComponentPicture> roots, List<IncidentUpdate> updates)
    {
        _open = new Incident(IncidentId.Of(tick.AtMs, Component), tick.AtMs, _watch.UnwellSinceMs) { Root = [new RootCause(Component, Cause, 1)], BeganMs = _watch.UnwellSinceMs };
        _open.Raise(IncidentSeverity.Ticket, tick.AtMs);
        var signals = roots.Select(root => root.Unusual[0]).Take(IncidentUpdate.MaxSignals).ToList();
        updates.Add(Describe(_open, IncidentEvent.Opened, tick, signals, IncidentSummary.DescribeCluster(signals)));
    }

    private static IncidentUpdate Describe(Incident incident, IncidentEvent change, Tick tick, List<UnusualSignal> signals, string summary) => new()
    {
        Id = incident.Id,
        Sequence = incident.NextSequence(),
        Event = change,
        AtMs = tick.AtMs,
        DecidedByMs = tick.DecidedByMs,
        Severity = incident.Severity,
        BeganMs = incident.BeganMs,
        Root = incident.Root,
        Signals = signals,
        Summary = summary,
    };
}
