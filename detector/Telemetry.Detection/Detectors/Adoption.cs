namespace Telemetry.Detection.Detectors;

/// <summary>When a level that has changed is taken for the new normal. Each adoption is told, so that none happens in silence.</summary>
public static class Adoption
{
    /// <summary>A drift that has been open this long is the new normal.</summary>
    public const long AfterMs = 24 * 3600_000L;

    /// <summary>What changed with a restart is compared with the old reference for so long; if it still differs then, it is adopted.</summary>
    public const long AfterRestartMs = 30 * 60_000L;

    /// <summary>Whether an open drift is due.</summary>
    /// <param name="openSinceMs">Since when it has been open; 0 for none.</param>
    /// <param name="restartedMs">When the part last restarted; 0 where that is unknown.</param>
    /// <param name="nowMs">Event time.</param>
    public static bool IsDue(long openSinceMs, long restartedMs, long nowMs)
    {
        if (openSinceMs == 0) return false;
        var cameWithRestart = restartedMs != 0 && Restart.Explains(restartedMs, openSinceMs);
        return nowMs - openSinceMs >= AfterMs || (cameWithRestart && nowMs - restartedMs >= AfterRestartMs);
    }
}
