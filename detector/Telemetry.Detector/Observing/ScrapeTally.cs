namespace Telemetry.Detector.Observing;

/// <summary>What came up while one scrape was read.</summary>
internal sealed class ScrapeTally
{
    /// <summary>Counters that had counted something before: those that could begin again.</summary>
    public int Counters { get; set; }

    /// <summary>Counters that began again.</summary>
    public int Resets { get; set; }

    /// <summary>
    /// Whether the part restarted: at least half of its counters began again. Fewer are children that came anew (a container in a kubelet's
    /// page), which cost nothing but their own interval.
    /// </summary>
    public bool IsRestart => Resets > 0 && 2 * Resets >= Counters;

    /// <summary>Histograms dropped because a bucket fell while the count grew.</summary>
    public int Inconsistent { get; set; }

    /// <summary>Values that no signal can read: not a number, infinite, or a counter below zero.</summary>
    public int Invalid { get; set; }

    /// <summary>Histograms whose bounds changed.</summary>
    public int Rebounded { get; set; }

    /// <summary>Series that were new and not taken, because the target's table is full.</summary>
    public int Refused { get; set; }

    /// <summary>Whether scrapes are missing before this one.</summary>
    public bool IsAfterGap { get; set; }

    /// <summary>Levels taken for the new normal.</summary>
    public int Adopted { get; set; }

    /// <summary>Values that a forecaster refused.</summary>
    public long ForecastsRefused { get; set; }

    public void Clear() => (Counters, Resets, Inconsistent, Invalid, Rebounded, Refused, IsAfterGap, Adopted, ForecastsRefused) = (0, 0, 0, 0, 0, 0, false, 0, 0);
}
