using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Signals;

namespace Telemetry.Contracts.Incidents;

/// <summary>What happened to an incident in one record of <see cref="Streams.Incidents"/>.</summary>
public enum IncidentChange
{
    /// <summary>First record of an incident.</summary>
    Opened = 1,

    /// <summary>Severity, root, evidence or summary changed.</summary>
    Updated = 2,

    /// <summary>Every signal has been normal long enough; no record of this incident follows.</summary>
    Resolved = 3,
}

/// <summary>Severity of an incident. Alerting pages at <see cref="Critical"/> and tickets at <see cref="Warning"/>.</summary>
public enum Severity
{
    /// <summary>Shown, never sent.</summary>
    Info = 1,

    /// <summary>A ticket.</summary>
    Warning = 2,

    /// <summary>A page.</summary>
    Critical = 3,
}

/// <summary>One candidate for where an incident began.</summary>
/// <param name="Component">Component name, as in the catalog: <c>etcd</c>, <c>apiserver</c>, …</param>
/// <param name="Cause">What about it: <c>disk</c>, <c>load</c>, <c>down</c>, …; empty where unknown.</param>
/// <param name="Probability">Posterior in 0…1; the candidates of one record sum to at most 1, the rest being "unknown".</param>
public sealed record RootCandidate(string Component, string Cause, double Probability);

/// <summary>One signal that takes part in an incident.</summary>
/// <param name="Signal">Signal id from the catalog, for example <c>etcd_wal_fsync</c>.</param>
/// <param name="Family">Metric family it is read from.</param>
/// <param name="Component">Component that the signal speaks about.</param>
/// <param name="Instance">Instance it was seen on.</param>
/// <param name="Score">Evidence, −log10 of the calibrated tail probability.</param>
/// <param name="Onset">Event time at which its drift began.</param>
/// <param name="Value">Current value in the unit of the signal (seconds for latency: the p99 of the last minute), NaN where it has none.</param>
/// <param name="Baseline">What is normal for it, in the same unit; NaN where unknown.</param>
/// <param name="Unit">Unit of value and baseline: <c>s</c>, <c>1/s</c>, <c>ratio</c>, <c>1</c>, …</param>
public sealed record IncidentSignal(
    string Signal, string Family, string Component, string Instance, double Score,
    DateTimeOffset Onset, double Value, double Baseline, string Unit)
{
    /// <summary>What people call it after the component's name; empty in records from before it was written.</summary>
    public string Title { get; init; } = "";

    /// <summary>Which statistic <see cref="Value"/> is: <c>p99</c>; empty where it is the value itself.</summary>
    public string Measure { get; init; } = "";

    /// <summary>Which buckets of a latency moved, at most <see cref="BucketMovement.MaxCount"/>.</summary>
    public IReadOnlyList<BucketMovement> Moved { get; init; } = [];

    /// <summary>What feedback has made of its budget of false alarms: 1/4 to 4 times; 1 where nobody said anything.</summary>
    public double BudgetFactor { get; init; } = 1;

    /// <summary>The limit that it is foretold to cross; null where no rule warns.</summary>
    public IncidentBreach? Breach { get; init; }
}

/// <summary>One change of one incident. Ids and sequence numbers are deterministic: a replayed input gives the same records.</summary>
public sealed record IncidentRecord
{
    /// <summary>Most root candidates of one record.</summary>
    public const int MaxRoots = 3;

    /// <summary>Most signals of one record.</summary>
    public const int MaxSignals = 50;

    /// <summary>Most changes of one record.</summary>
    public const int MaxChanges = 8;

    /// <summary>Most things ruled out in one record.</summary>
    public const int MaxRuledOut = 16;

    /// <summary>Most pictures of one record.</summary>
    public const int MaxPictures = 6;

    /// <summary>How far the estimated onset may lie before the true one.</summary>
    public static readonly TimeSpan OnsetError = TimeSpan.FromSeconds(60);

    /// <summary>How long before the onset a change of another part still counts as shortly before.</summary>
    public static readonly TimeSpan ShortlyBefore = TimeSpan.FromMinutes(2);

    /// <summary>Cluster name; also the record's key.</summary>
    public required string Cluster { get; init; }

    /// <summary>Deterministic incident id, unique in the cluster.</summary>
    public required string IncidentId { get; init; }

    /// <summary>1 for the opening, then +1 with every record of this incident. A record whose sequence was seen is a double.</summary>
    public required long Sequence { get; init; }

    /// <summary>Opened, updated or resolved.</summary>
    public required IncidentChange Change { get; init; }

    /// <summary>Event time of the change: of the correlation tick that decided it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Event time at which the last scrape that the decision waited for was to end, by its target's interval and last duration.</summary>
    public required DateTimeOffset DecidedBy { get; init; }

    /// <summary>Severity now; never falls while the incident is open.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Estimated onset of the incident.</summary>
    public required DateTimeOffset Began { get; init; }

    /// <summary>Up to <see cref="MaxRoots"/> candidates, most probable first; empty means unknown.</summary>
    public IReadOnlyList<RootCandidate> Root { get; init; } = [];

    /// <summary>Evidence, strongest first, at most <see cref="MaxSignals"/>.</summary>
    public IReadOnlyList<IncidentSignal> Signals { get; init; } = [];

    /// <summary>What was changed near the onset, most telling first, at most <see cref="MaxChanges"/>.</summary>
    public IReadOnlyList<ChangeRecord> Changes { get; init; } = [];

    /// <summary>
    /// The change that may have made it, the most telling one that was made before the onset, which is an estimate: any change of a
    /// probable root, or what somebody else did shortly before, no controller in its routine. Null where there is none.
    /// </summary>
    public ChangeRecord? Suspect => Changes.FirstOrDefault(IsSuspect);

    /// <summary>What was looked at and speaks against other explanations, at most <see cref="MaxRuledOut"/>.</summary>
    public IReadOnlyList<RuledOut> RuledOut { get; init; } = [];

    /// <summary>The course of the strongest signals, at most <see cref="MaxPictures"/>.</summary>
    public IReadOnlyList<SignalPicture> Pictures { get; init; } = [];

    /// <summary>The newest worsening since it reached <see cref="Severity.Critical"/>; null where there was none.</summary>
    public IncidentWorsening? Worsening { get; init; }

    /// <summary>One line that reads well in 160 characters on a lock screen.</summary>
    public required string Summary { get; init; }

    private bool IsSuspect(ChangeRecord change)
    {
        if (change.IsRoutine || change.Made > Began + OnsetError) return false;
        if (Root.Any(candidate => candidate.Component == change.Component)) return true;
        return change.What != ChangeSubjects.StartTime && change.Made >= Began - ShortlyBefore;
    }
}
