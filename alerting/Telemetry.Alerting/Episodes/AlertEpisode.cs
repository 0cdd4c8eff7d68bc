namespace Telemetry.Alerting.Episodes;

/// <summary>
/// What alerting remembers of one thing that somebody may be told of: one of our incidents, or a group of alerts that others posted.
/// Immutable: what happens makes the next version, which is committed before anything of it is acted on.
/// </summary>
internal abstract record AlertEpisode
{
    /// <summary>Stable key.</summary>
    public required EpisodeKey Key { get; init; }

    /// <summary>Number of the newest decision that it includes; it vouches for the messages of decisions up to this one.</summary>
    public abstract long LastSequence { get; }

    /// <summary>Whether anything may still follow.</summary>
    public abstract bool IsOpen { get; }

    /// <summary>Time of the newest change.</summary>
    public abstract DateTimeOffset ChangedAt { get; }
}
