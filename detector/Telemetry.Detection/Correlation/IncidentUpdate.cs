namespace Telemetry.Detection.Correlation;

/// <summary>What happened to an incident.</summary>
public enum IncidentEvent
{
    Opened = 1,
    Updated = 2,
    Resolved = 3,
}

/// <summary>How much an incident matters.</summary>
public enum IncidentSeverity
{
    Info = 1,
    Ticket = 2,
    Page = 3,
}

/// <summary>One change of one incident.</summary>
public sealed record IncidentUpdate
{
    public required string Id { get; init; }

    /// <summary>1 for the opening, then +1.</summary>
    public required long Sequence { get; init; }

    public required IncidentEvent Event { get; init; }

    /// <summary>Tick that decided it, Unix milliseconds.</summary>
    public required long AtMs { get; init; }

    /// <summary>End of the last scrape that the decision waited for, Unix milliseconds.</summary>
    public required long DecidedByMs { get; init; }

    public required IncidentSeverity Severity { get; init; }

    /// <summary>Estimated onset, Unix milliseconds.</summary>
    public required long BeganMs { get; init; }

    /// <summary>Candidates, most probable first; empty means unknown.</summary>
    public required IReadOnlyList<RootCause> Root { get; init; }

    /// <summary>Evidence, strongest first; at most <see cref="MaxSignals"/>.</summary>
    public required IReadOnlyList<UnusualSignal> Signals { get; init; }

    /// <summary>One line of at most 160 characters.</summary>
    public required string Summary { get; init; }

    /// <summary>The newest worsening since it paged; null where there was none.</summary>
    public Worsening? Worsening { get; init; }

    /// <summary>What was changed near the onset, most telling first; at most <see cref="EvidenceGatherer.MaxChanges"/>.</summary>
    public IReadOnlyList<ClusterChange> Changes { get; init; } = [];

    /// <summary>What was looked at and speaks against other explanations.</summary>
    public IReadOnlyList<RuledOut> RuledOut { get; init; } = [];

    /// <summary>The course of the strongest signals; at most <see cref="EvidenceGatherer.MaxCourses"/>.</summary>
    public IReadOnlyList<SignalCourse> Courses { get; init; } = [];

    /// <summary>Most signals in one update.</summary>
    public const int MaxSignals = 12;
}
