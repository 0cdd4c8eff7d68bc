using System.ComponentModel.DataAnnotations;
using Telemetry.Series.Window;

namespace Telemetry.Series;

/// <summary>Settings of the query role: the recent window and the limits of one query.</summary>
public sealed class QueryOptions : IValidatableObject
{
    /// <summary>How far back the window in memory reaches, in event time.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Most series in the window; a further one replaces the longest silent one, or is refused where none is silent.</summary>
    [Range(100, 10_000_000)]
    public int MaxSeries { get; set; } = 100_000;

    /// <summary>Most samples that memory is held for, 12 bytes each; beyond it the oldest tenth is given up.</summary>
    [Range(100_000, 1_000_000_000)]
    public int MaxSamples { get; set; } = 20_000_000;

    /// <summary>How long the last sample of a series stands for its value.</summary>
    public TimeSpan LookbackDelta { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time one query may take; a request may ask for less.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Queries that run at the same time; others wait for their turn within their timeout.</summary>
    [Range(1, 1000)]
    public int MaxConcurrency { get; set; } = 20;

    /// <summary>Most values (series times steps) that one query may hold in memory, 8 bytes each.</summary>
    [Range(10_000, 1_000_000_000)]
    public int MaxQuerySamples { get; set; } = 50_000_000;

    /// <summary>
    /// Consumer group that the streams are read as. Every replica of the role needs the whole of them, so replicas need a group each.
    /// </summary>
    [Required]
    public string Group { get; set; } = "query";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Retention < TimeSpan.FromMinutes(1) || Retention > TimeSpan.FromDays(7))
            yield return new("retention must be between 1m and 7d.", [nameof(Retention)]);
        if (LookbackDelta <= TimeSpan.Zero || LookbackDelta > Retention)
            yield return new("lookback_delta must be above 0 and at most retention.", [nameof(LookbackDelta)]);
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromHours(1))
            yield return new("timeout must be above 0 and at most 1h.", [nameof(Timeout)]);
        if (MaxSamples / SampleChunk.MaxSamples < MaxSeries)
        {
            yield return new(
                $"max_samples must be at least {SampleChunk.MaxSamples} times max_series, or series lose the samples they just got.",
                [nameof(MaxSamples)]);
        }
    }
}
