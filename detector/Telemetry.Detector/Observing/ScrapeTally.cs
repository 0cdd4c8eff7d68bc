namespace Telemetry.Detector.Observing;

/// <summary>What came up while one scrape was read.</summary>
internal sealed class ScrapeTally
{
    /// <summary>Counters that began again: the part restarted.</summary>
    public int Resets { get; set; }

    /// <summary>Histograms dropped because a bucket fell while the count grew.</summary>
    public int Inconsistent { get; set; }

    /// <summary>Series that were new and not taken, because the target's table is full.</summary>
    public int Refused { get; set; }

    public void Clear() => (Resets, Inconsistent, Refused) = (0, 0, 0);
}
