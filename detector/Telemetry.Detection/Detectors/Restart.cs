namespace Telemetry.Detection.Detectors;

/// <summary>What a restart or a deploy of a part accounts for.</summary>
public static class Restart
{
    /// <summary>A part that restarts is busy with itself: so long no evidence is gathered, and the old reference is kept.</summary>
    public const long SettleMs = 120_000;

    // A test that begins anew behind the pause needs some scrapes before it dates a change.
    private const long DatingMs = 120_000;

    // Callers notice a restart before the first scrape that shows it.
    private const long LeadMs = 60_000;

    /// <summary>
    /// Whether a drift that began at <paramref name="onsetMs"/> came with a restart: it was there when evidence was first gathered again. One that
    /// begins later is a drift of the new version, and pages like any other.
    /// </summary>
    public static bool Explains(long restartedMs, long onsetMs) =>
        onsetMs >= restartedMs - LeadMs && onsetMs <= restartedMs + SettleMs + DatingMs;
}
