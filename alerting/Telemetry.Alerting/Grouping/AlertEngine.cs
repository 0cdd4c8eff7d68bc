using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Silences;
using Telemetry.Contracts.Alerts;
using Telemetry.Transport;

namespace Telemetry.Alerting.Grouping;

/// <summary>
/// What is told to whom of the alerts of others, with Alertmanager's semantics: a pure function of the commands, the times at which it
/// is asked and the plan. It knows no clock, no network and no delivery. Not safe for concurrent use.
/// </summary>
internal sealed class AlertEngine
{
    /// <summary>Most groups of which <see cref="TakeUntold"/> tells at once; of more the first ones are left out.</summary>
    public const int MaxUntold = 10_000;

    private readonly NoticeWriter _writer;
    private readonly AlertRegister _alerts;
    private readonly GroupRegister _groups = new();
    private readonly LookQueue _queue = new();
    private readonly SilenceBook _silences = new();
    private readonly List<UntoldGroup> _untold = [];
    private AlertingPlan _plan;
    private RouteList _routes;
    private AlertPlacement _placement;
    private GroupInspector _inspector;
    private EngineTimes _times = new(default, default);
    private EngineTimes _savedTimes = new(default, default);

    /// <param name="plan">Routes, rules and times.</param>
    /// <param name="externalUrl">Where this program is reached from outside, for the messages; empty where unknown.</param>
    public AlertEngine(AlertingPlan plan, string externalUrl = "")
    {
        _plan = plan;
        _writer = new NoticeWriter(externalUrl);
        _alerts = new AlertRegister(plan.InhibitRules, _groups);
        (_routes, _placement, _inspector) = Arrange(plan);
    }

    /// <summary>When <see cref="Flush"/> has something to look at next; null for never.</summary>
    public DateTimeOffset? NextDue => _queue.NextDue;

    /// <summary>Every silence that is known, expired ones too, ordered by id.</summary>
    public IEnumerable<Silence> Silences => _silences.All;

    /// <summary>Every open group with alerts, in the order of their beginning.</summary>
    public IEnumerable<AlertGroup> Groups => _groups.InOrder.Where(group => group.Present.Any());

    /// <summary>Posts of alerts that were not taken because <see cref="AlertRegister.MaxAlerts"/> were known.</summary>
    public long Refused => _alerts.Refused;

    /// <summary>Takes a command; <see cref="NextDue"/> may be earlier then. Commands that are not about alerts of others or silences change nothing.</summary>
    public void Take(AlertCommand command)
    {
        switch (command.Body)
        {
            case PostedAlerts posted:
                foreach (var alert in posted.Alerts)
                {
                    if (_alerts.Take(alert, command.At) is { } tracked) _placement.Place(tracked, command.At, isPosted: true);
                }

                break;
            case SilencePut put:
                _silences.Put(put.Silence, command.At);
                break;
            case ManualResolve resolve:
                End(resolve.Key, command.At);
                break;
        }
    }

    /// <summary>Looks at every group that is due and gives what must be told, in the order in which the groups were due.</summary>
    /// <param name="now">Present time, not before that of the last call; clock steps are the caller's to smooth.</param>
    public IReadOnlyList<GroupNotice> Flush(DateTimeOffset now)
    {
        var told = new List<GroupNotice>();
        while (_queue.TryTake(now, out var group)) _inspector.Inspect(group, now, told, _untold);
        if (_untold.Count > MaxUntold) _untold.RemoveRange(0, _untold.Count - MaxUntold);
        if (now > _times.Looked) _times = _times with { Looked = now };
        return told;
    }

    /// <summary>Groups about which, since the last call, the reason changed for which nothing is told.</summary>
    public IReadOnlyList<UntoldGroup> TakeUntold()
    {
        var untold = _untold.ToArray();
        _untold.Clear();
        return untold;
    }

    /// <summary>
    /// Works by another plan from now on. Timers count anew from <paramref name="now"/>, as in Alertmanager; open groups keep their
    /// keys and what was told of them, wherever the new routes lead their alerts.
    /// </summary>
    public void Apply(AlertingPlan plan, DateTimeOffset now)
    {
        _plan = plan;
        _times = _times with { Applied = now };
        (_routes, _placement, _inspector) = Arrange(plan);
        _alerts.Apply(plan.InhibitRules);
        Rebind(now, isReload: true);
        foreach (var group in _groups.InOrder) Restart(group, now);
    }

    /// <summary>State entries that changed since the last call, for one commit with whatever was made of the notices; null deletes.</summary>
    public IReadOnlyList<StateEntry> TakeChanges()
    {
        var changes = new List<StateEntry>();
        foreach (var labels in _alerts.TakeChanged()) changes.Add(EngineState.EntryOf(labels.Fingerprint, _alerts.Find(labels)));
        foreach (var id in _silences.TakeChanged()) changes.Add(EngineState.EntryOf(id, _silences.Find(id)));
        foreach (var key in _groups.TakeChanged()) changes.Add(EngineState.EntryOf(key, _groups.Find(key)));
        if (_times != _savedTimes) changes.Add(EngineState.EntryOf(_savedTimes = _times));
        return changes;
    }

    /// <summary>Whether a state entry is one of <see cref="TakeChanges"/>.</summary>
    public static bool Owns(string key) => EngineState.Owns(key);

    /// <summary>
    /// Takes saved entries back, before the first command: decisions go on as if there had been no break. Gives the keys of those that
    /// cannot be read; the rest is used.
    /// </summary>
    /// <param name="entries">Entries of <see cref="TakeChanges"/>, perhaps of an engine with another plan; entries of others are passed over.</param>
    public IReadOnlyList<string> Restore(IEnumerable<StateEntry> entries)
    {
        var saved = SavedEngine.Read(entries);
        _times = _savedTimes = saved.Times;
        foreach (var silence in saved.Silences) _silences.Put(silence, _times.Looked);
        var alerts = saved.Alerts.Select(_alerts.Add).ToDictionary(alert => alert.Labels.Fingerprint);
        foreach (var group in saved.Groups.OrderBy(group => group.Order)) _groups.Add(group.Restore(_plan.Root, alerts.GetValueOrDefault));
        TakeChanges();
        Rebind(_times.Applied > _times.Looked ? _times.Applied : _times.Looked, isReload: false);
        foreach (var group in _groups.InOrder) Continue(group);
        return saved.Unreadable;
    }

    private (RouteList Routes, AlertPlacement Placement, GroupInspector Inspector) Arrange(AlertingPlan plan)
    {
        var routes = new RouteList(plan.Root);
        var placement = new AlertPlacement(plan, routes, _alerts, _groups, _queue);
        var gates = new AlertGates(plan, _alerts, _silences);
        return (routes, placement, new GroupInspector(gates, new IntegrationKinds(plan), _writer, placement, _groups, _queue, plan.AwaitFutureStarts));
    }

    private void Rebind(DateTimeOffset now, bool isReload)
    {
        var kinds = new IntegrationKinds(_plan);
        foreach (var group in _groups.InOrder) group.Convert(kinds.Of(group.Receiver));
        new GroupRebinding(_plan.Root, _routes, _alerts, _groups, _placement).Run(now, isReload);
        foreach (var group in _groups.InOrder.Where(group => group.EmptySince is null && !group.Present.Any())) _placement.Close(group);
    }

    private void Restart(AlertGroup group, DateTimeOffset now)
    {
        if (group.EmptySince is not null)
        {
            _placement.Close(group);
            return;
        }

        group.HasFlushed = false;
        group.NextLook = DateTimeOffset.MaxValue;
        foreach (var member in group.Present) _placement.Hurry(group, member.Tracked.Alert, now);
    }

    // The next look is the first of its row that was not made yet; one that fell due while nobody looked is made at once.
    private void Continue(AlertGroup group)
    {
        if (group.HasFlushed && group.Anchor <= _times.Looked)
        {
            var interval = group.Route.GroupInterval.Ticks;
            group.NextLook = group.Anchor.AddTicks((((_times.Looked - group.Anchor).Ticks / interval) + 1) * interval);
        }

        _queue.Put(group);
    }

    private void End(string key, DateTimeOffset at)
    {
        if (_groups.Find(key) is not { } group || (group.WithEnds.OpenedAt ?? group.WithoutEnds.OpenedAt) is null) return;
        group.EndAsked = at;
        _groups.Changed(group);
        _queue.Put(group);
    }
}
