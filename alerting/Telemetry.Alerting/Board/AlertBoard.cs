using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Inhibition;
using Telemetry.Alerting.Silences;
using Telemetry.Contracts.Alerts;
using Telemetry.Transport;

namespace Telemetry.Alerting.Board;

/// <summary>
/// What this replica has read of the commands: alerts, silences, and what was said of episodes. For looking only; what is sent is
/// decided elsewhere, by the one replica that owns the stream. Safe for concurrent use.
/// </summary>
internal sealed class AlertBoard(CurrentPlan plan, TimeProvider time)
{
    /// <summary>Most parts of this program whose heartbeats are kept; over it the one that was silent longest goes.</summary>
    public const int MaxHeartbeats = 1_000;

    /// <summary>Most alerts that are shown; over it those that end first are left out.</summary>
    public const int MaxAlerts = 200_000;

    /// <summary>How long an alert that is over is still known, as in Alertmanager: one that comes back meanwhile is merged.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<LabelFingerprint, PostedAlert> _alerts = [];
    private readonly SilenceBook _silences = new();
    private readonly EpisodeWords _acknowledgements = new();
    private readonly EpisodeWords _resolves = new();
    private readonly Dictionary<string, AlertCommand> _heartbeats = new(StringComparer.Ordinal);
    private readonly EpisodeWords _replays = new();
    private readonly BoardChanges _changes = new();
    private AlertingPlan _inhibitorPlan = plan.Plan;
    private Inhibitor? _inhibitor;
    private DateTimeOffset _swept;

    /// <summary>Every silence that is in force, will be, or was not long ago.</summary>
    public IReadOnlyList<Silence> Silences
    {
        get { lock (_lock) return _silences.All.ToArray(); }
    }

    /// <summary>The silence of an id; null where it is unknown.</summary>
    public Silence? FindSilence(string id)
    {
        lock (_lock) return _silences.Find(id);
    }

    /// <summary>The alert of a fingerprint, firing or over not long ago; null where it is unknown.</summary>
    public PostedAlert? FindAlert(LabelFingerprint fingerprint)
    {
        lock (_lock) return _alerts.GetValueOrDefault(fingerprint);
    }

    /// <summary>Ids of the silences that hold these labels back now.</summary>
    public IReadOnlyList<string> SilencedBy(LabelSet labels)
    {
        lock (_lock) return _silences.SilencedBy(labels, time.GetUtcNow()).ToArray();
    }

    /// <summary>The alert of others that holds these labels back now, by the rules of inhibition; null for none.</summary>
    public LabelSet? InhibitedBy(LabelSet labels)
    {
        lock (_lock) return PresentInhibitor().InhibitedBy(labels, time.GetUtcNow()) is { } source ? _alerts[source].Labels : null;
    }

    /// <summary>Who takes care of an episode; null for nobody.</summary>
    /// <param name="key">Key of the episode, or the dedup key under which a receiver knows it.</param>
    public EpisodeSaid? AcknowledgementOf(string key)
    {
        lock (_lock) return _acknowledgements.Find(key);
    }

    /// <summary>Who said that an episode is over; null for nobody.</summary>
    /// <param name="key">Key of the episode, or the dedup key under which a receiver knows it.</param>
    public EpisodeSaid? ResolutionOf(string key)
    {
        lock (_lock) return _resolves.Find(key);
    }

    /// <summary>The last heartbeat of each part of this program.</summary>
    public IReadOnlyList<AlertCommand> Heartbeats
    {
        get { lock (_lock) return _heartbeats.Values.ToArray(); }
    }

    /// <summary>A part of this program is no longer expected to be heard of.</summary>
    public void ForgetHeartbeat(string source)
    {
        lock (_lock)
        {
            _heartbeats.Remove(source);
            _changes.OfHeartbeat(source, null);
        }
    }

    /// <summary>Who asked for a dead letter to be sent again; null for nobody.</summary>
    /// <param name="rowId">The outbox row.</param>
    public EpisodeSaid? ReplayOf(string rowId)
    {
        lock (_lock) return _replays.Find(rowId);
    }

    /// <summary>The alerts that fire now, by fingerprint, with where they go and what keeps them.</summary>
    public IReadOnlyList<BoardAlert> Look()
    {
        var now = time.GetUtcNow();
        var current = plan.Plan;
        lock (_lock)
        {
            var firing = _alerts.Values.Where(alert => alert.EndsAt >= now).OrderBy(alert => alert.Labels.Fingerprint).ToArray();
            var inhibitor = PresentInhibitor();
            return Array.ConvertAll(firing, alert => new BoardAlert(
                alert,
                current.Root.Match(alert.Labels),
                _silences.SilencedBy(alert.Labels, now).ToArray(),
                inhibitor.InhibitedBy(alert.Labels, now) is { } source ? [source.ToString()] : []));
        }
    }

    /// <summary>Takes a command. Taken again in the order of the stream it changes nothing that an earlier taking did not.</summary>
    public void Take(AlertCommand command)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            Take(command, now);
            if (now - _swept >= SweepInterval || _alerts.Count > MaxAlerts) Sweep(now);
        }
    }

    /// <summary>State entries that changed since the last call; null deletes.</summary>
    public IReadOnlyList<StateEntry> TakeChanges()
    {
        lock (_lock)
        {
            foreach (var id in _silences.TakeChanged()) _changes.OfSilence(id, _silences.Find(id));
            return _changes.Take();
        }
    }

    /// <summary>Forgets which entries are to be deleted: for a replica that does not save.</summary>
    public void DropDeletions()
    {
        lock (_lock) _changes.DropDeletions();
    }

    private void Take(AlertCommand command, DateTimeOffset now)
    {
        switch (command.Body)
        {
            case PostedAlerts posted:
                foreach (var alert in posted.Alerts) Put(alert, now);
                break;
            case SilencePut put:
                _silences.Put(put.Silence, now);
                break;
            case Acknowledgement { IsWithdrawn: true } said:
                _acknowledgements.Remove(said.Key);
                _changes.OfAcknowledgement(said.Key, null);
                break;
            case Acknowledgement said:
                if (_acknowledgements.Put(said.Key, new(command.By, command.At, said.Note)) is { } old) _changes.OfAcknowledgement(old, null);
                _changes.OfAcknowledgement(said.Key, command);
                break;
            case ManualResolve said:
                if (_resolves.Put(said.Key, new(command.By, command.At, said.Note)) is { } forgotten) _changes.OfResolve(forgotten, null);
                _changes.OfResolve(said.Key, command);
                break;
            case Heartbeat heartbeat:
                Put(heartbeat.Source, command);
                break;
            case Replay said:
                if (_replays.Put(said.RowId, new(command.By, command.At, "")) is { } done) _changes.OfReplay(done, null);
                _changes.OfReplay(said.RowId, command);
                break;
        }
    }

    private Inhibitor PresentInhibitor()
    {
        if (_inhibitor is not null && _inhibitorPlan == plan.Plan) return _inhibitor;
        _inhibitorPlan = plan.Plan;
        _inhibitor = new Inhibitor(_inhibitorPlan.InhibitRules, labels => _alerts.GetValueOrDefault(labels.Fingerprint));
        foreach (var alert in _alerts.Values) _inhibitor.Add(alert.Labels);
        return _inhibitor;
    }

    private void Put(PostedAlert alert, DateTimeOffset now)
    {
        var fingerprint = alert.Labels.Fingerprint;
        var merged = _alerts.TryGetValue(fingerprint, out var known) ? AlertMerge.Of(known, alert, now) : alert;
        _alerts[fingerprint] = merged;
        _inhibitor?.Add(merged.Labels);
        _changes.OfAlert(fingerprint, merged);
    }

    private void Put(string source, AlertCommand heartbeat)
    {
        _heartbeats[source] = heartbeat;
        _changes.OfHeartbeat(source, heartbeat);
        if (_heartbeats.Count <= MaxHeartbeats) return;
        var silent = _heartbeats.MinBy(entry => entry.Value.At).Key;
        _heartbeats.Remove(silent);
        _changes.OfHeartbeat(silent, null);
    }

    private void Sweep(DateTimeOffset now)
    {
        _swept = now;
        var gone = _alerts.Where(alert => alert.Value.EndsAt + Remembered <= now).Select(alert => alert.Key).ToList();
        var crowded = _alerts.Count - gone.Count - MaxAlerts;
        if (crowded > 0) gone.AddRange(_alerts.OrderBy(alert => alert.Value.EndsAt).Take(gone.Count + crowded).Select(alert => alert.Key).Except(gone));
        foreach (var fingerprint in gone)
        {
            if (_alerts.Remove(fingerprint, out var alert)) _inhibitor?.Remove(alert.Labels);
            _changes.OfAlert(fingerprint, null);
        }
    }
}
