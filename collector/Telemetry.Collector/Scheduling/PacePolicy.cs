namespace Telemetry.Collector.Scheduling;

/// <summary>The pace from what speaks for it: an event makes it fast, cost makes it slow, and both together leave it as configured.</summary>
internal static class PacePolicy
{
    /// <param name="untilEvent">Until when the last event counts, with the signal; null without one.</param>
    /// <param name="now">Now.</param>
    /// <param name="tooDear">Why the target is too dear; null where it is not.</param>
    public static (ScrapePace Pace, string Why) Decide((DateTimeOffset Until, string Signal)? untilEvent, DateTimeOffset now, string? tooDear)
    {
        var happening = untilEvent is { } known && known.Until > now ? $"{known.Signal} is above the event score, until {known.Until.UtcDateTime:HH:mm:ss}Z" : null;
        return (happening, tooDear) switch
        {
            (not null, not null) => (ScrapePace.Configured, $"{happening}; but {tooDear}"),
            (not null, null) => (ScrapePace.Fast, happening),
            (null, not null) => (ScrapePace.Slow, tooDear),
            _ => (ScrapePace.Configured, ""),
        };
    }
}
