using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>
/// Incidents of one cluster from the findings of its targets. Judges at ticks of event time: one as soon as every known target's scrapes
/// have passed it, or when the lateness bound forces it. The result is the same for every interleaving of the targets as long as no record
/// is later than the bound; to that end a target takes part only from its first scrape plus the bound on.
/// </summary>
public sealed class Correlator
{
    /// <summary>Grid of the ticks. Only those are judged that a scrape came before, and while something is unwell those of its step.</summary>
    public const long TickMs = 1_000;

    // While something is unwell it is judged so many times an interval: what holds for a time is said when that time is over.
    private const int TicksPerInterval = 5;
    private const long MaxStepMs = 60_000;
    private const long DefaultIntervalMs = 15_000;
    private const int LateIntervals = 2;

    // With fewer targets a failure of all cannot be told from a failure of the collector.
    private const int MinTargetsOfOutage = 3;
    private const double OutageShare = 2.0 / 3;

    private readonly IReadOnlyDictionary<string, SignalTraits> _traits;
    private readonly CorrelatorSettings _settings;
    private readonly DiscoveredTopology _topology;
    private readonly IncidentLedger _ledger;
    private readonly ClusterTicket _cluster = new();
    private readonly ChangeLog _changes = new();
    private readonly FeedbackLedger _feedback = new();
    private readonly EvidenceGatherer _evidence;
    private readonly SortedDictionary<(string Job, string Instance), TargetTrack> _targets = [];
    private readonly SortedDictionary<(long TimeMs, string Job, string Instance), ScrapeFinding> _pending = [];
    private readonly List<IncidentUpdate> _updates = [];
    private readonly RestartLog _restarts = new();
    private readonly List<UnusualSignal> _adopted = [];
    private long _tickMs;
    private long _latestMs;
    private long _heardMs;

    public Correlator(IReadOnlyDictionary<string, SignalTraits> traits, DependencyGraph graph, CorrelatorSettings settings)
    {
        _traits = new Dictionary<string, SignalTraits>(traits, StringComparer.Ordinal) { [Absence.Traits.Id] = Absence.Traits };
        _settings = settings;
        _topology = new DiscoveredTopology(graph);
        _ledger = new IncidentLedger(_topology);
        _evidence = new EvidenceGatherer(_topology, _changes, new RestartComparison(_traits));
    }

    /// <summary>Signals whose budget feedback has moved, with its factor.</summary>
    public IEnumerable<KeyValuePair<SignalKey, double>> MovedBudgets => _feedback.Moved;

    /// <summary>Takes a change of the cluster; it is named at the ticks from its time on.</summary>
    public void Take(ClusterChange change)
    {
        _changes.Add(change);
        if (!change.IsRoutine) _restarts.Note(new PartRestart(change.SeenMs, change.Component, ""));
    }

    /// <summary>Takes what somebody said of an incident; it counts at the ticks from its time on.</summary>
    public void Take(IncidentFeedback feedback) => _feedback.Add(feedback);

    /// <summary>Takes one scrape and judges every tick that it completes.</summary>
    /// <param name="scrape">The scrape; those of one target come in order.</param>
    /// <param name="updates">Changes of incidents, in order; valid until the next call.</param>
    public Acceptance Take(ScrapeFinding scrape, out IReadOnlyList<IncidentUpdate> updates)
    {
        _updates.Clear();
        updates = _updates;
        var target = TrackOf(scrape);
        if (scrape.TimeMs <= target.FrontierMs) return Acceptance.Double;
        target.FrontierMs = scrape.TimeMs;
        target.IntervalMs = Math.Max(target.IntervalMs, scrape.IntervalMs);
        _latestMs = Math.Max(_latestMs, scrape.TimeMs);
        var isLate = scrape.TimeMs < _tickMs;
        if (isLate) target.Return(scrape.TimeMs);
        else _pending[(scrape.TimeMs, scrape.Job, scrape.Instance)] = scrape;
        while (NextTick() is var next && IsComplete(next)) Judge(next);
        return isLate && scrape.TimeMs + BoundMs() < _latestMs ? Acceptance.Late : Acceptance.Taken;
    }

    /// <summary>Judges what still waits for a target's next scrape: none comes any more.</summary>
    /// <param name="updates">Changes of incidents, in order; valid until the next call.</param>
    public void Finish(out IReadOnlyList<IncidentUpdate> updates)
    {
        _updates.Clear();
        updates = _updates;
        while (_pending.Count > 0) Judge(NextTick());
    }

    /// <summary>Ticks judged since it was made.</summary>
    public long Ticks { get; private set; }

    /// <summary>Dependencies and components that were left out, because they would have closed a circle or were too many.</summary>
    public long Refused => _topology.Refused;

    /// <summary>Writes the whole state, scrapes that wait for their tick included.</summary>
    public void Save(SnapshotWriter writer)
    {
        writer.Write(_tickMs);
        writer.Write(_latestMs);
        writer.Write(_heardMs);
        _topology.Save(writer);
        writer.Write(_targets.Count);
        foreach (var target in _targets.Values)
        {
            writer.Write(target.Job);
            writer.Write(target.Instance);
            target.Save(writer);
        }

        writer.Write(_pending.Count);
        foreach (var scrape in _pending.Values) FindingCodec.Write(writer, scrape);
        _restarts.Save(writer);
        _ledger.Save(writer);
        _cluster.Save(writer);
        _changes.Save(writer);
        _feedback.Save(writer);
    }

    /// <summary>Restores what <see cref="Save"/> wrote, into a new correlator.</summary>
    public void Restore(ref SnapshotReader reader)
    {
        _tickMs = reader.ReadLong();
        _latestMs = reader.ReadLong();
        _heardMs = reader.ReadLong();
        _topology.Restore(ref reader);
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var target = new TargetTrack(reader.ReadText(), reader.ReadText());
            target.Restore(ref reader);
            _targets[(target.Job, target.Instance)] = target;
        }

        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var scrape = FindingCodec.ReadScrape(ref reader);
            _pending[(scrape.TimeMs, scrape.Job, scrape.Instance)] = scrape;
        }

        _restarts.Restore(ref reader);
        _ledger.Restore(ref reader);
        _cluster.Restore(ref reader);
        _changes.Restore(ref reader);
        _feedback.Restore(ref reader);
    }

    private static long TickAfter(long timeMs) => ((timeMs / TickMs) + 1) * TickMs;

    private long BoundMs()
    {
        if (_settings.LatenessMs > 0) return _settings.LatenessMs;
        long longest = 0;
        foreach (var target in _targets.Values) longest = Math.Max(longest, target.IntervalMs);
        return LateIntervals * (longest > 0 ? longest : DefaultIntervalMs);
    }

    private long LongestIntervalMs() => BoundMs() / LateIntervals;

    private TargetTrack TrackOf(ScrapeFinding scrape)
    {
        if (_targets.TryGetValue((scrape.Job, scrape.Instance), out var target)) return target;
        target = new TargetTrack(scrape.Job, scrape.Instance) { JoinedMs = scrape.TimeMs };
        _targets[(scrape.Job, scrape.Instance)] = target;
        return target;
    }

    // Complete: every known target has scraped at or after the tick, or the newest scrape is the bound past it.
    private bool IsComplete(long tickMs)
    {
        if (_latestMs < tickMs) return false;
        if (_latestMs >= tickMs + BoundMs()) return true;
        foreach (var target in _targets.Values)
            if (target.FrontierMs < tickMs && target.IsWaitedFor) return false;
        return true;
    }

    // Told from what came before the tick alone, so that it is the same however late within the bound a record is.
    private static long DecidedBy(long tickMs, long boundMs, IEnumerable<TargetTrack> taking)
    {
        var decidedBy = tickMs;
        foreach (var target in taking)
            if (!target.IsAbsent) decidedBy = Math.Max(decidedBy, target.NextEndMs(tickMs) is > 0 and var end ? end : tickMs + boundMs);
        return decidedBy;
    }

    private void Judge(long tickMs)
    {
        var bound = BoundMs();
        TakePending(tickMs, bound);
        Forget(tickMs);
        var taking = _targets.Values.Where(target => target.JoinedMs + bound <= tickMs).ToList();
        var isOutage = taking.Count >= MinTargetsOfOutage && taking.Count(target => !target.IsUp || target.IsAbsent) >= OutageShare * taking.Count;
        var seen = isOutage ? [] : FactLevels.Apply([.. taking.SelectMany(target => target.Current(tickMs))], _traits, _settings.Budget.Ticket);
        var missed = isOutage ? [] : _targets.Values.Where(target => target.IsAbsent).Select(Missed);
        _changes.Forget(tickMs);
        _feedback.Advance(tickMs);
        var picture = ClusterPicture.Of(seen.Concat(missed), _traits, _feedback);
        _restarts.Mark(picture, _topology.Graph, tickMs);
        var (first, tick) = (_updates.Count, new Tick(tickMs, DecidedBy(tickMs, bound, taking)));
        _ledger.Take(tick, picture, LongestIntervalMs(), ShortestIntervalMs(), _settings.Budget, _updates);
        _cluster.Take(tick, picture, _topology.Graph, _ledger.HasOpen, LongestIntervalMs(), _settings.Budget.At(ShortestIntervalMs()), _updates);
        foreach (var adopted in _adopted) _ledger.Adopt(tick, adopted, _updates);
        _adopted.Clear();
        for (var i = first; i < _updates.Count; i++) _updates[i] = _evidence.Complete(_updates[i], picture, _targets.Values);
        _tickMs = tickMs;
        Ticks++;
    }

    // A target's first scrapes are left out: whether a tick waited for them depends on when they came.
    private void TakePending(long tickMs, long boundMs)
    {
        var heard = _heardMs;
        while (_pending.Count > 0 && _pending.First() is var (key, scrape) && key.TimeMs < tickMs)
        {
            _pending.Remove(key);
            if (!_targets.TryGetValue((scrape.Job, scrape.Instance), out var target)) continue;
            if (scrape.Ends)
            {
                Remove(key.Job, key.Instance);
                continue;
            }

            target.Return(scrape.TimeMs);
            if (scrape.TimeMs < target.JoinedMs + boundMs) continue;
            target.Take(scrape, _traits, _topology);
            Follow(scrape, target);
            heard = Math.Max(heard, scrape.TimeMs);
        }

        // A gap of everybody is nobody's absence.
        var lasted = Math.Min(heard - _heardMs, boundMs);
        foreach (var target in _targets.Values) target.Follow(heard, lasted, target.JoinedMs + boundMs <= tickMs);
        _heardMs = heard;
    }

    private void Follow(ScrapeFinding scrape, TargetTrack target)
    {
        if (scrape.RestartedMs != 0) _restarts.Note(new PartRestart(scrape.RestartedMs, target.Component, target.Instance));
        foreach (var finding in scrape.Signals)
            if (finding.IsAdopted && _traits.TryGetValue(finding.Signal, out var signal))
                _adopted.Add(new UnusualSignal(signal, finding, target.Instance, target.Component, finding.Evidence));
    }

    private Sighting Missed(TargetTrack target) =>
        new(Absence.Finding(target.Component, _settings.Budget.Ticket, target.LastMs), target.Instance, target.Component, target.IntervalMs, JointEvidence.Cap);

    // Behind the first scrape that waits; earlier while something is unwell, since time alone decides then too. It is the same for every
    // interleaving: an earlier scrape that is still to come keeps the tick from being complete.
    private long NextTick()
    {
        var next = _pending.Count > 0 ? TickAfter(_pending.First().Key.TimeMs) : long.MaxValue;
        return _ledger.IsActive || _cluster.IsActive ? Math.Min(next, _tickMs + StepMs()) : next;
    }

    private long StepMs() => Math.Clamp(ShortestIntervalMs() / TicksPerInterval / TickMs * TickMs, TickMs, MaxStepMs);

    private long ShortestIntervalMs()
    {
        var shortest = long.MaxValue;
        foreach (var target in _targets.Values)
            if (target.IntervalMs > 0) shortest = Math.Min(shortest, target.IntervalMs);
        return shortest == long.MaxValue ? DefaultIntervalMs : shortest;
    }

    private void Forget(long tickMs)
    {
        foreach (var (key, target) in _targets.ToArray())
        {
            if (target.IsAbsent && tickMs - target.LastMs > Absence.RemovedAfterMs) Remove(key.Job, key.Instance);
        }
    }

    // What has come of it since begins anew.
    private void Remove(string job, string instance)
    {
        if (!_targets.Remove((job, instance), out var removed)) return;
        var back = _pending.Values.FirstOrDefault(scrape => scrape.Job == job && scrape.Instance == instance);
        if (back is not null) TrackOf(back).FrontierMs = removed.FrontierMs;
    }
}
