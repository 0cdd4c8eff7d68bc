namespace Telemetry.Collector.Scheduling;

/// <summary>The pace from what speaks for it: an event makes it fast, cost makes it slow, and both together leave it as configured.</summary>
internal static class PacePolicy
{
    /// <param name="untilEvent">Until when the last event counts, with the signal; null without one.</param>
    /// <param name="now">Now.</param>
    /// <param name="tooDear">Why the target is too dear at its configured interval; null where it is not.</param>
    /// <param name="tooDearFast">The same at the fast pace.</param>
    public static (ScrapePace Pace, string Why) Decide((DateTimeOffset Until, string Signal)? untilEvent, DateTimeOffset now, string? tooDear, string? tooDearFast)
    {
        if (untilEvent is not { } known || known.Until <= now) return tooDear is null ? (ScrapePace.Configured, "") : (ScrapePace.Slow, tooDear);
        var happening = $"{known.Signal} is above the event score, until {known.Until.UtcDateTime:HH:mm:ss}Z";
        if (tooDear is not null) return (ScrapePace.Configured, $"{happening}; but {tooDear}");
        return tooDearFast is null ? (ScrapePace.Fast, happening) : (ScrapePace.Configured, $"{happening}; but faster {tooDearFast}");
    }
}
