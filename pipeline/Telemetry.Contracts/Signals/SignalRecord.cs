using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Feedback;

namespace Telemetry.Contracts.Signals;

/// <summary>Everything the detector found in one scrape of one target; one record of <see cref="Streams.Signals"/>, keyed by cluster.</summary>
public sealed record SignalRecord
{
    /// <summary>Target that was scraped.</summary>
    public required TargetId Target { get; init; }

    /// <summary>Event time: when the scrape began, in Unix milliseconds.</summary>
    public required long ScrapeTimeMs { get; init; }

    /// <summary>How long the scrape took, in milliseconds.</summary>
    public required long ScrapeDurationMs { get; init; }

    /// <summary>The target's scrape interval, in milliseconds; 0 where unknown.</summary>
    public required long IntervalMs { get; init; }

    /// <summary>False when the scrape failed as a whole.</summary>
    public required bool Up { get; init; }

    /// <summary>Whether the target is scraped no more; such a record has no points.</summary>
    public bool Ends { get; init; }

    /// <summary>Event time of the first scrape after the part's last restart, Unix milliseconds; 0 where it was not seen to restart.</summary>
    public long RestartedMs { get; init; }

    /// <summary>Scored signals of this scrape.</summary>
    public IReadOnlyList<SignalPoint> Points { get; init; } = [];

    /// <summary>
    /// Something that was changed in the cluster, put between the scrapes so that all readers see one order; null in a scrape. Such a record
    /// says <see cref="Ends"/> of a target that there never was, so that a reader which does not know the field passes over it.
    /// </summary>
    public ChangeRecord? Change { get; init; }

    /// <summary>What somebody said of an incident, put between the scrapes in the same way; null in a scrape.</summary>
    public FeedbackRecord? Feedback { get; init; }

    /// <summary>Whether it is no scrape, but something told between the scrapes.</summary>
    public bool IsNotice => Change is not null || Feedback is not null;
}

/// <summary>State of a signal's verdict.</summary>
public enum Verdict
{
    /// <summary>Too few good scrapes to take part in a page.</summary>
    Warming = 1,

    /// <summary>Scored.</summary>
    Scored = 2,

    /// <summary>Nothing was observed in this scrape, so nothing is said.</summary>
    NoEvidence = 3,
}

/// <summary>One scored signal of one scrape.</summary>
/// <param name="Signal">Signal id from the catalog.</param>
/// <param name="Family">Metric family it was read from.</param>
/// <param name="Series">Labels that keep it apart from its siblings (<c>verb=GET</c>), canonical and short; empty where there are none.</param>
/// <param name="Component">Component that the signal speaks about.</param>
/// <param name="Verdict">Whether the score counts.</param>
/// <param name="Score">Evidence, −log10 of the calibrated tail probability; 0 where nothing is unusual.</param>
/// <param name="Magnitude">Signed size of the deviation in standard deviations of the strongest scale; above 0 is worse.</param>
/// <param name="OnsetMs">Event time at which the drift began, Unix milliseconds; 0 where there is none.</param>
/// <param name="Value">Current value in <paramref name="Unit"/> (latency: p99 of the interval in seconds); NaN where it has none.</param>
/// <param name="Baseline">What is normal, in the same unit; NaN where unknown.</param>
/// <param name="Unit">Unit of value and baseline.</param>
public readonly record struct SignalPoint(
    string Signal, string Family, string Series, string Component, Verdict Verdict,
    double Score, double Magnitude, long OnsetMs, double Value, double Baseline, string Unit)
{
    /// <summary>What most see of a latency: its p90, where native buckets tell it; else NaN.</summary>
    public double Typical { get; init; } = double.NaN;

    /// <summary>What is normal of <see cref="Typical"/>; NaN where unknown.</summary>
    public double TypicalBaseline { get; init; } = double.NaN;

    /// <summary>Which buckets of a latency moved, at most <see cref="BucketMovement.MaxCount"/>; empty while nothing is unusual.</summary>
    public IReadOnlyList<BucketMovement> Moved { get; init; } = [];

    /// <summary>Whether its present level was taken for the new normal at this scrape, after it had been unusual for as long as the rule says.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>What is expected of it: at the scrape that completed a minute, and while there is something to warn of; else null.</summary>
    public SignalForecast? Forecast { get; init; }
}
