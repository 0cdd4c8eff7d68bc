namespace Telemetry.Detection.Statistics;

/// <summary>How fast the past fades.</summary>
public static class Forgetting
{
    /// <summary>Half-life of every reference.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromHours(6);

    /// <summary>Share that is left of a weight after so many seconds.</summary>
    public static double Kept(double seconds) => Math.Pow(2, -seconds / HalfLife.TotalSeconds);

    /// <summary>
    /// Weight of a new observation: that of a plain average while there are few, later that of the half-life.
    /// </summary>
    /// <param name="count">Observations so far, the prior's included.</param>
    /// <param name="seconds">Event time since the observation before.</param>
    public static double Gain(double count, double seconds) => Math.Max(1 / (count + 1), 1 - Kept(seconds));
}
