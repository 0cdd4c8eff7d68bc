namespace Telemetry.Contracts.Alerts;

/// <summary>One alert as somebody posted it, its times completed by Alertmanager's rules at the moment of receipt.</summary>
public sealed record PostedAlert
{
    /// <summary>Its identity: never empty, no value empty.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>What is said beside its identity.</summary>
    public LabelSet Annotations { get; init; } = LabelSet.Empty;

    /// <summary>Since when it fires; what was posted, else <see cref="EndsAt"/> where only that was, else the time of receipt.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it ends or ended; what was posted, else the time of receipt + <c>resolve_timeout</c>.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether nobody said <see cref="EndsAt"/>: then each repeat moves it.</summary>
    public bool IsTimeout { get; init; }

    /// <summary>Link to what made it; empty for none.</summary>
    public string GeneratorUrl { get; init; } = "";

    /// <summary>When it was received.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether it is over at a time.</summary>
    public bool IsResolvedAt(DateTimeOffset now) => EndsAt <= now;
}
