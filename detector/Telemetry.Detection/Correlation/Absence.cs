namespace Telemetry.Detection.Correlation;

/// <summary>
/// A target whose records stop altogether while those of others go on: the collector has lost it. Nothing is known of the part itself, so
/// it is a ticket, never a page.
/// </summary>
public static class Absence
{
    /// <summary>Silence after which a target is missed, as far as others were heard meanwhile.</summary>
    public const long AfterMs = 120_000;

    /// <summary>At least so many intervals of its own.</summary>
    public const int AfterIntervals = 5;

    /// <summary>Silence after which a target counts as taken away for good.</summary>
    public const long RemovedAfterMs = 3_600_000;

    private const string Id = "target_absent";

    /// <summary>The signal.</summary>
    public static SignalTraits Traits { get; } =
        new() { Id = Id, Title = "scrapes", Cause = "absent", Unit = "1", Shape = SignalShape.Availability };

    /// <summary>What is said of an absent target.</summary>
    /// <param name="component">Component that it is.</param>
    /// <param name="evidence">Evidence that a ticket needs.</param>
    /// <param name="sinceMs">Its last scrape.</param>
    internal static SignalFinding Finding(string component, double evidence, long sinceMs) => new(Id, "up", component, evidence, sinceMs, 0, 1);
}
