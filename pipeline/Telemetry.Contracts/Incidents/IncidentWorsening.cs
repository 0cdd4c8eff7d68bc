namespace Telemetry.Contracts.Incidents;

/// <summary>How an incident became worse after it had reached <see cref="Severity.Critical"/>.</summary>
public enum WorseningReason
{
    /// <summary>Something that users feel, or that the operators promise, went over its limit.</summary>
    LimitCrossed = 1,

    /// <summary>A further part has become worth a page by itself.</summary>
    WiderScope = 2,

    /// <summary>Something that users feel is much farther from normal.</summary>
    MuchFarther = 3,
}

/// <summary>That an incident became so much worse than what was told of it that it is to be told again. Each later record carries the newest one.</summary>
/// <param name="Number">1 for the first time, then +1.</param>
/// <param name="At">Event time at which it was decided.</param>
/// <param name="Reason">How; a reason that this version does not know is kept as a number.</param>
/// <param name="Component">Part that shows it.</param>
/// <param name="Title">What people call the signal that shows it, with its measure.</param>
/// <param name="Value">Its value in <paramref name="Unit"/>; NaN where it has none.</param>
/// <param name="Reference">The limit, what is normal, or the farthest value told before, as the reason has it; NaN where there is none.</param>
/// <param name="Unit">Unit of value and reference.</param>
public sealed record IncidentWorsening(
    int Number, DateTimeOffset At, WorseningReason Reason, string Component, string Title, double Value, double Reference, string Unit);
