namespace Telemetry.Catalog;

/// <summary>
/// A written rule in place of a learned normal: the state holds while the value is at a threshold or past it, and is told once it has lasted.
/// </summary>
/// <param name="AtLeast">The state holds at this value and above it; NaN where the rule has no upper side.</param>
/// <param name="AtMost">The state holds at this value and below it; NaN where the rule has no lower side.</param>
/// <param name="For">How long it must last.</param>
public sealed record StateDefinition(double AtLeast, double AtMost, TimeSpan For);
