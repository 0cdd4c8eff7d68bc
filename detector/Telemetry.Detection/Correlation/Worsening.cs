namespace Telemetry.Detection.Correlation;

/// <summary>How an incident became worse after somebody was woken for it.</summary>
public enum WorseningReason
{
    /// <summary>Something that users feel, or that the operators promise, went over its limit.</summary>
    LimitCrossed = 1,

    /// <summary>A further part has become worth a page by itself.</summary>
    WiderScope = 2,

    /// <summary>Something that users feel is much farther from normal.</summary>
    MuchFarther = 3,
}

/// <summary>That an incident became so much worse than what was told of it that it is to be told again.</summary>
/// <param name="Number">1 for the first time, then +1.</param>
/// <param name="AtMs">Tick that decided it, Unix milliseconds.</param>
/// <param name="Reason">How.</param>
/// <param name="Component">Part that shows it.</param>
/// <param name="Title">What people call the signal that shows it, with its measure.</param>
/// <param name="Value">Its value in <paramref name="Unit"/>; NaN where it has none.</param>
/// <param name="Reference">The limit, the farthest value told before, or what is normal, as the reason has it; NaN where there is none.</param>
/// <param name="Unit">Unit of value and reference.</param>
public sealed record Worsening(
    int Number, long AtMs, WorseningReason Reason, string Component, string Title, double Value, double Reference, string Unit);
