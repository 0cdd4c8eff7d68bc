namespace Telemetry.Detection.States;

/// <summary>When a state holds, and how long it must last before it is told.</summary>
/// <param name="AtLeast">It holds at this value and above; NaN where the rule has no upper side.</param>
/// <param name="AtMost">It holds at this value and below; NaN where the rule has no lower side.</param>
/// <param name="ForMs">How long it must last, milliseconds.</param>
public sealed record StateRule(double AtLeast, double AtMost, long ForMs)
{
    /// <summary>Whether the state holds at a value; never at NaN.</summary>
    public bool Holds(double value) => value >= AtLeast || value <= AtMost;

    /// <summary>Whether <paramref name="value"/> is further in the state than <paramref name="other"/>.</summary>
    public bool IsWorse(double value, double other) => double.IsNaN(AtLeast) ? value < other : value > other;
}
