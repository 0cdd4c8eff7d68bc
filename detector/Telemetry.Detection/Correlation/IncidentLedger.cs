using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>Opens, updates and resolves the incidents of a cluster, tick by tick.</summary>
internal sealed class IncidentLedger(DiscoveredTopology topology)
{
    // So long after the page a cause that shows itself later may still take the root over; on-call must not see it change after that.
    private const long RootSettlesMs = 30_000;
    private const int SettlesIntervals = 6;
    private const double TakeoverRatio = 1.5;

    // Evidence that users feel something, beside a page's evidence that something is wrong: less is seen on most days of some signal.
    private const double FeltEvidence = 4;

    private readonly SortedDictionary<string, ComponentWatch> _watches = new(StringComparer.Ordinal);
    private readonly List<Incident> _open = [];
    private int _unwell;
    private EvidenceBudget _budget = new();
    private long _shortestMs;

    /// <summary>Whether an incident is open, or a component so unwell that one may open by time alone.</summary>
    public bool IsActive => _open.Count > 0 || _unwell > 0;

    /// <summary>Whether an incident is open.</summary>
    public bool HasOpen => _open.Count > 0;

    /// <summary>Takes a tick.</summary>
    /// <param name="tick">When, and the last scrape it waited for.</param>
    /// <param name="picture">Every component at that time.</param>
    /// <param name="intervalMs">The longest scrape interval of the targets.</param>
    /// <param name="shortestMs">The shortest.</param>
    /// <param name="budget">What a ticket and a page demand.</param>
    /// <param name="updates">Where changes are added.</param>
    public void Take(Tick tick, ClusterPicture picture, long intervalMs, long shortestMs, EvidenceBudget budget, List<IncidentUpdate> updates)
    {
        (_budget, _shortestMs) = (budget.At(shortestMs), shortestMs);
        Watch(tick.AtMs, picture, intervalMs);
        var free = Attribute(tick.AtMs, picture);
        Resolve(tick, free, intervalMs, updates);
        foreach (var incident in _open) Update(incident, tick, picture, intervalMs, updates);
        while (free.Exists(component => IsTicket(component, tick.AtMs)))
            if (!Open(tick, picture, free, intervalMs, updates)) break;
    }

    /// <summary>Opens the ticket of a level that was taken for the new normal; a second one of the same component and tick is in it.</summary>
    public void Adopt(Tick tick, UnusualSignal adopted, List<IncidentUpdate> updates)
    {
        var component = adopted.Finding.Component;
        var id = NewNormal.IdOf(tick.AtMs, component);
        if (_open.Exists(incident => incident.Id == id)) return;
        var ticket = new Incident(id, tick.AtMs, tick.AtMs) { Root = NewNormal.RootOf(component), BeganMs = tick.AtMs };
        ticket.MarkUnwell(component, tick.AtMs);
        ticket.Raise(IncidentSeverity.Ticket, tick.AtMs);
        _open.Add(ticket);
        updates.Add(Describe(ticket, IncidentEvent.Opened, tick, [], IncidentSummary.DescribeAdopted(adopted)) with { Signals = [adopted] });
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_watches.Count);
        foreach (var (component, watch) in _watches)
        {
            writer.Write(component);
            watch.Save(writer);
        }

        writer.Write(_open.Count);
        foreach (var incident in _open) incident.Save(writer);
    }

    public void Restore(ref SnapshotReader reader)
    {
        for (var left = reader.ReadCount(); left > 0; left--) WatchOf(reader.ReadText()).Restore(ref reader);
        _unwell = _watches.Values.Count(watch => watch.UnwellSinceMs != 0);
        for (var left = reader.ReadCount(); left > 0; left--) _open.Add(Incident.Restore(ref reader));
    }

    // A target that is asked seldom shows its part of it late.
    private long SettlesMs() => Math.Max(RootSettlesMs, SettlesIntervals * _shortestMs);

    private void Watch(long nowMs, ClusterPicture picture, long intervalMs)
    {
        foreach (var component in picture.Components) WatchOf(component.Component);
        _unwell = 0;
        foreach (var (component, watch) in _watches)
        {
            var seen = picture.Find(component);
            watch.Take(nowMs, seen?.Joint ?? 0, seen?.Local ?? 0, seen is not null && IsFeltNow(seen, picture), seen?.IntervalMs ?? 0, intervalMs, _budget);
            if (watch.UnwellSinceMs != 0) _unwell++;
            if (seen is not null) (seen.UnwellSinceMs, seen.RecoveredMs, seen.Peak, seen.PeakLocal) = (watch.UnwellSinceMs, watch.RecoveredMs, Math.Max(watch.Peak, seen.Joint), watch.PeakLocal);
        }
    }

    // Gives the unwell components to the incidents that own them; the others are returned.
    private List<ComponentPicture> Attribute(long nowMs, ClusterPicture picture)
    {
        var free = new List<ComponentPicture>();
        foreach (var component in picture.Components)
        {
            if (!_watches.TryGetValue(component.Component, out var watch) || watch.UnwellSinceMs == 0 || component.Unusual.Count == 0) continue;
            var owner = _open.Find(incident => incident.Owns(component.Component, watch.UnwellSinceMs, topology.Graph, SettlesMs(), _shortestMs));
            if (owner is null) free.Add(component);
            else if (component.Joint >= _budget.Ticket) owner.MarkUnwell(component.Component, nowMs);
        }

        return free;
    }

    // An incident whose root has fallen ill anew is over: what begins now is one of its own.
    private void Resolve(Tick tick, List<ComponentPicture> free, long intervalMs, List<IncidentUpdate> updates)
    {
        foreach (var incident in _open.ToArray())
        {
            var begunAnew = free.Exists(component => component.Component == incident.RootComponent && IsTicket(component, tick.AtMs));
            if (!incident.IsOver(tick.AtMs, intervalMs) && !begunAnew) continue;
            _open.Remove(incident);
            updates.Add(Describe(incident, IncidentEvent.Resolved, tick, [],
                IncidentSummary.DescribeResolved(incident.Root, incident.BeganMs, incident.LastUnwellMs)));
        }
    }

    private void Update(Incident incident, Tick tick, ClusterPicture picture, long intervalMs, List<IncidentUpdate> updates)
    {
        if (incident.LastUnwellMs != tick.AtMs) return;
        var members = MembersOf(incident, picture);
        var root = incident.RootComponent;
        if (incident.PagedMs == 0 || (tick.AtMs - incident.PagedMs <= SettlesMs() && IsUnusual(incident.RootComponent, picture)))
            Rank(incident, members, picture, intervalMs);
        var isWorse = incident.Severity == IncidentSeverity.Page
            && incident.Worsening.Take(tick.AtMs, members, member => PagesByItself(member, tick.AtMs), intervalMs);
        var severity = SeverityOf(members, tick.AtMs);
        if (severity <= incident.Severity && incident.RootComponent == root && !isWorse) return;
        Raise(incident, severity, tick.AtMs, members);
        updates.Add(Describe(incident, IncidentEvent.Updated, tick, members, isWorse ? IncidentSummary.DescribeWorse(incident.Worsening.Last!, incident.Root) : null));
    }

    private static void Raise(Incident incident, IncidentSeverity severity, long nowMs, List<ComponentPicture> members)
    {
        var pages = severity == IncidentSeverity.Page && incident.Severity < severity;
        incident.Raise(severity, nowMs);
        if (pages) incident.Worsening.Begin(nowMs, members);
    }

    private bool Open(Tick tick, ClusterPicture picture, List<ComponentPicture> free, long intervalMs, List<IncidentUpdate> updates)
    {
        var ranked = RootRanking.Rank(free, free, topology.Graph, intervalMs, _budget.Ticket);
        if (ranked.Count == 0) return false;
        var incident = new Incident(IncidentId.Of(tick.AtMs, ranked[0].Component), tick.AtMs, _watches[ranked[0].Component].UnwellSinceMs) { Root = ranked };
        var members = free.FindAll(component => incident.Owns(component.Component, _watches[component.Component].UnwellSinceMs, topology.Graph, SettlesMs(), _shortestMs));
        foreach (var member in members) incident.MarkUnwell(member.Component, tick.AtMs);
        free.RemoveAll(members.Contains);
        Rank(incident, MembersOf(incident, picture), picture, intervalMs);
        Raise(incident, SeverityOf(members, tick.AtMs), tick.AtMs, members);
        _open.Add(incident);
        updates.Add(Describe(incident, IncidentEvent.Opened, tick, members));
        return members.Count > 0;
    }

    private void Rank(Incident incident, List<ComponentPicture> members, ClusterPicture picture, long intervalMs)
    {
        var ranked = RootRanking.Rank(members, WitnessesOf(incident, picture), topology.Graph, intervalMs, _budget.Ticket);
        if (ranked.Count == 0) return;
        incident.Root = Steadied(ranked, incident.RootComponent);
        if (members.Find(member => member.Component == incident.RootComponent) is { } root) incident.BeganMs = Math.Min(root.OnsetMs, incident.OpenedMs);
    }

    // Whoever recovers first is no less the cause: what is left then says nothing of the beginning.
    private static bool IsUnusual(string component, ClusterPicture picture) => picture.Find(component) is { Unusual.Count: > 0 };

    // Two candidates of nearly the same probability must not take turns.
    private static IReadOnlyList<RootCause> Steadied(IReadOnlyList<RootCause> ranked, string present)
    {
        var before = ranked.FirstOrDefault(root => root.Component == present);
        if (before.Component is null || ranked[0].Probability >= before.Probability * TakeoverRatio) return ranked;
        return [before, .. ranked.Where(root => root.Component != present)];
    }

    private static List<ComponentPicture> MembersOf(Incident incident, ClusterPicture picture) =>
        [.. incident.Members.Select(picture.Find).OfType<ComponentPicture>().Where(component => component.UnwellSinceMs != 0 && component.Unusual.Count > 0)];

    // Whoever shows something unusual, however weak, and has no incident of its own.
    private List<ComponentPicture> WitnessesOf(Incident incident, ClusterPicture picture) =>
        [.. picture.Components.Where(component => component.Unusual.Count > 0
            && !_open.Exists(other => other != incident && other.Members.Contains(component.Component) && !incident.Members.Contains(component.Component)))];

    // A page needs evidence within its budget of a part by which users or the control plane's objectives feel it: what only explains is a
    // ticket. A breach that is foretold pages by itself only of what drifts.
    private IncidentSeverity SeverityOf(List<ComponentPicture> members, long nowMs)
    {
        var paging = members.FindAll(member =>
            PagesByItself(member, nowMs) || (IsTicket(member, nowMs) && member.Unusual.Exists(IsDriftToALimit)));
        // What came with a restart or a deploy is a ticket that names it, unless users feel it beyond a limit.
        var isChange = paging.TrueForAll(member => member.CameWith is not null) && !members.Exists(member => member.CrossesLimit);
        if (paging.Count > 0 && !isChange) return IncidentSeverity.Page;
        return members.Exists(member => IsTicket(member, nowMs)) ? IncidentSeverity.Ticket : IncidentSeverity.Info;
    }

    private bool PagesByItself(ComponentPicture member, long nowMs) => IsPage(member, nowMs) && IsFelt(member);

    // What was felt a scrape ago is felt: it comes and goes as evidence does.
    private bool IsFelt(ComponentPicture member) => _watches[member.Component].IsFelt;

    // Of a part that nothing but its own past is known of, users feel what a caller measures, what reaches those that call it, or what nobody
    // calls but they.
    private bool IsFeltNow(ComponentPicture member, ClusterPicture picture) =>
        member.Unusual.Exists(signal => IsDriftToALimit(signal) || (signal.Traits.IsUserFacing && !signal.Traits.IsLearned && signal.Evidence >= FeltEvidence))
        || member.Unusual.Exists(signal => signal.Traits.IsUserFacing && signal.Observer != member.Component)
        || (member.Unusual.Exists(signal => signal.Traits.IsUserFacing) && (!topology.Graph.HasDependants(member.Component) || picture.Components.Any(other =>
            topology.Graph.DependsOn(other.Component, member.Component) && other.Unusual.Exists(signal => signal.Traits.IsUserFacing))));

    private static bool IsDriftToALimit(UnusualSignal signal) => signal.Finding.Breach is not null && signal.Evidence >= FeltEvidence;

    // A fact has lasted by itself.
    private bool IsTicket(ComponentPicture component, long nowMs) => component.Fact >= _budget.Ticket || _watches[component.Component].IsTicket(nowMs);

    private bool IsPage(ComponentPicture component, long nowMs) => component.Fact >= _budget.Page || _watches[component.Component].IsPage(nowMs);

    private static IncidentUpdate Describe(Incident incident, IncidentEvent change, Tick tick, List<ComponentPicture> members, string? summary = null)
    {
        var signals = members.SelectMany(member => member.Unusual)
            .OrderByDescending(signal => signal.Evidence).ThenBy(signal => signal.Traits.Id, StringComparer.Ordinal)
            .Take(IncidentUpdate.MaxSignals).ToList();
        return new IncidentUpdate
        {
            Id = incident.Id,
            Sequence = incident.NextSequence(),
            Event = change,
            AtMs = tick.AtMs,
            DecidedByMs = tick.DecidedByMs,
            Severity = incident.Severity,
            BeganMs = Math.Min(incident.BeganMs, tick.AtMs),
            Root = incident.Root,
            Signals = signals,
            Worsening = incident.Worsening.Last,
            Summary = summary ?? IncidentSummary.Describe(incident.Root, signals, Math.Min(incident.BeganMs, tick.AtMs), tick.AtMs, members.Select(member => member.CameWith).FirstOrDefault(restart => restart is not null)),
        };
    }

    private ComponentWatch WatchOf(string component)
    {
        if (!_watches.TryGetValue(component, out var watch)) _watches[component] = watch = new ComponentWatch();
        return watch;
    }
}

/// <summary>A moment of event time at which a cluster is judged.</summary>
/// <param name="AtMs">The moment, Unix milliseconds.</param>
/// <param name="DecidedByMs">End of the last scrape that was waited for.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Tick(long AtMs, long DecidedByMs);
