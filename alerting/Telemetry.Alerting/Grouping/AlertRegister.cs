using Telemetry.Alerting.Inhibition;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>Every alert that is known, by its labels. An alert is known while a group holds it.</summary>
/// <remarks>Over <see cref="MaxAlerts"/> no other alert is taken, and each one that is not is counted: a bound against memory without end, far over any storm.</remarks>
internal sealed class AlertRegister
{
    /// <summary>Most alerts that are known at once.</summary>
    public const int MaxAlerts = 200_000;

    private readonly Dictionary<LabelSet, TrackedAlert> _alerts = [];
    private readonly HashSet<LabelSet> _changed = [];
    private readonly GroupRegister _groups;
    private Inhibitor _inhibitor;

    public AlertRegister(IReadOnlyList<InhibitRule> rules, GroupRegister groups)
    {
        _groups = groups;
        _inhibitor = new Inhibitor(rules, Find);
    }

    /// <summary>Posts of alerts that were not taken because <see cref="MaxAlerts"/> were known.</summary>
    public long Refused { get; private set; }

    /// <summary>All alerts.</summary>
    public IReadOnlyCollection<TrackedAlert> All => _alerts.Values;

    /// <summary>The alert of these labels; null where it is unknown.</summary>
    public PostedAlert? Find(LabelSet labels) => _alerts.GetValueOrDefault(labels)?.Alert;

    /// <summary>Takes a post. Null where it says that something is over of which nothing was known.</summary>
    public TrackedAlert? Take(PostedAlert posted, DateTimeOffset now)
    {
        if (_alerts.TryGetValue(posted.Labels, out var tracked))
        {
            Renew(tracked, AlertMerge.Of(tracked.Alert, posted, now), now);
            return tracked;
        }

        if (posted.IsResolvedAt(now)) return null;
        if (_alerts.Count < MaxAlerts) return Add(posted);
        Refused++;
        return null;
    }

    /// <summary>Adds an alert that is not known yet.</summary>
    public TrackedAlert Add(PostedAlert alert)
    {
        var tracked = new TrackedAlert(alert);
        _alerts.Add(alert.Labels, tracked);
        _inhibitor.Add(alert.Labels);
        _changed.Add(alert.Labels);
        return tracked;
    }

    /// <summary>Forgets the alert if no group holds it.</summary>
    public void Release(TrackedAlert tracked)
    {
        if (tracked.Places.Count > 0) return;
        _alerts.Remove(tracked.Labels);
        _inhibitor.Remove(tracked.Labels);
        _changed.Add(tracked.Labels);
    }

    /// <summary>The alert that holds these labels back; null for none.</summary>
    public LabelFingerprint? InhibitedBy(LabelSet labels, DateTimeOffset now) => _inhibitor.InhibitedBy(labels, now);

    /// <summary>Works by other rules from now on.</summary>
    public void Apply(IReadOnlyList<InhibitRule> rules)
    {
        _inhibitor = new Inhibitor(rules, Find);
        foreach (var labels in _alerts.Keys) _inhibitor.Add(labels);
    }

    /// <summary>Labels of the alerts that were renewed, added or forgotten since the last call.</summary>
    public IReadOnlyList<LabelSet> TakeChanged()
    {
        var changed = _changed.ToArray();
        _changed.Clear();
        return changed;
    }

    private void Renew(TrackedAlert tracked, PostedAlert alert, DateTimeOffset now)
    {
        var cameBack = tracked.Alert.IsResolvedAt(now) && !alert.IsResolvedAt(now);
        tracked.Alert = alert with { Labels = tracked.Labels };
        _changed.Add(tracked.Labels);
        if (!cameBack) return;
        foreach (var place in tracked.Places.Where(place => place.IsToldToAnybody))
        {
            place.Returns++;
            _groups.Changed(place.Group);
        }
    }
}
