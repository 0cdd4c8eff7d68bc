using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>What is known of an alert after another post of the same labels, by Alertmanager's rules.</summary>
internal static class AlertMerge
{
    /// <summary>
    /// The newest post, joined with what was known where the two overlap in time: then the earliest start counts, the newest
    /// annotations, the latest of two ends that have passed, and an end that somebody said over one that is a mere timeout.
    /// </summary>
    public static PostedAlert Of(PostedAlert known, PostedAlert posted, DateTimeOffset now)
    {
        if (!Overlap(known, posted)) return posted;
        var (older, newer) = posted.UpdatedAt < known.UpdatedAt ? (posted, known) : (known, posted);
        return newer with
        {
            Labels = known.Labels,
            StartsAt = older.StartsAt < newer.StartsAt ? older.StartsAt : newer.StartsAt,
            EndsAt = EndOf(older, newer, now),
        };
    }

    private static bool Overlap(PostedAlert known, PostedAlert posted) =>
        (posted.EndsAt > known.StartsAt && posted.EndsAt < known.EndsAt)
        || (posted.StartsAt > known.StartsAt && posted.StartsAt < known.EndsAt);

    private static DateTimeOffset EndOf(PostedAlert older, PostedAlert newer, DateTimeOffset now)
    {
        if (older.EndsAt <= newer.EndsAt) return newer.EndsAt;
        var isKept = newer.IsResolvedAt(now) ? older.IsResolvedAt(now) : !older.IsTimeout;
        return isKept ? older.EndsAt : newer.EndsAt;
    }
}
