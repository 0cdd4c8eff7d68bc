namespace Telemetry.Contracts.Feedback;

/// <summary>What somebody said of an incident, one record of <see cref="Streams.Feedback"/>. Of one incident the latest record counts.</summary>
public sealed record FeedbackRecord
{
    /// <summary>Most signals of one record.</summary>
    public const int MaxSignals = 12;

    /// <summary>Longest name of the author, in characters.</summary>
    public const int MaxByLength = 200;

    /// <summary>Longest note, in characters.</summary>
    public const int MaxNoteLength = 500;

    /// <summary>Name of the cluster; also the record's key.</summary>
    public required string Cluster { get; init; }

    /// <summary>The incident.</summary>
    public required string IncidentId { get; init; }

    /// <summary>Event time from which on it counts.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was said.</summary>
    public required FeedbackVerdict Verdict { get; init; }

    /// <summary>Who said it.</summary>
    public required string By { get; init; }

    /// <summary>Why, in their words; empty where nothing was said.</summary>
    public string Note { get; init; } = "";

    /// <summary>Signals that the incident was announced on, strongest first: it is their budget that the verdict moves.</summary>
    public IReadOnlyList<FeedbackSignal> Signals { get; init; } = [];
}

/// <summary>What can be said of an incident.</summary>
public enum FeedbackVerdict
{
    /// <summary>It was worth waking somebody: its signals may speak up sooner.</summary>
    Real = 1,

    /// <summary>It was not: its signals must be surer next time.</summary>
    Noise = 2,

    /// <summary>What was said before is taken back.</summary>
    Withdrawn = 3,
}

/// <summary>A signal of a component.</summary>
/// <param name="Component">Component that it speaks about.</param>
/// <param name="Signal">Signal id.</param>
public readonly record struct FeedbackSignal(string Component, string Signal);
