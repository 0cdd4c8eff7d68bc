namespace Telemetry.Contracts.Alerts;

/// <summary>Alerts that match are not announced for a while. An edit or an expiry is the silence again, with the same id and other times.</summary>
public sealed record Silence
{
    /// <summary>Random UUID, given when it was made.</summary>
    public required string Id { get; init; }

    /// <summary>All must match; at least one does not match the empty value.</summary>
    public required IReadOnlyList<SilenceMatcher> Matchers { get; init; }

    /// <summary>From when on.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Until when; an expired silence ends at the time of its expiry.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Why.</summary>
    public required string Comment { get; init; }

    /// <summary>When it was written last; of two versions the later counts.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Whether it holds back at a time: from <see cref="StartsAt"/> on, before <see cref="EndsAt"/>.</summary>
    public bool IsActiveAt(DateTimeOffset now) => StartsAt <= now && now < EndsAt;
}

/// <summary>A condition on one label.</summary>
/// <param name="Name">Label; absent is the same as empty.</param>
/// <param name="Value">What it is compared with; where <paramref name="IsRegex"/>, a regular expression (RE2) that must match the whole value.</param>
/// <param name="IsRegex">Whether it is a regular expression.</param>
/// <param name="IsEqual">Whether it must match; else it must not.</param>
public readonly record struct SilenceMatcher(string Name, string Value, bool IsRegex, bool IsEqual);
