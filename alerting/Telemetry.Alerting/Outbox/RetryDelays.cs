using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>How long to wait between attempts. Safe for concurrent use.</summary>
internal sealed class RetryDelays(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstThrottle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestThrottle = TimeSpan.FromSeconds(300);

    // The schedule that Standard Webhooks 1.0.0 recommends.
    private static readonly TimeSpan[] ArchiveDelays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    // Keeps the senders that one outage stopped from coming back in step.
    private const double Jitter = 0.2;

    private readonly Lock _lock = new();

    /// <summary>After the <paramref name="failures"/>-th failure in a row: 1, 2, 4 … 30 s, for an archive 5 s … 24 h; each ± 20 %.</summary>
    public TimeSpan AfterFailure(int failures, DeliverySchedule schedule)
    {
        double spread;
        lock (_lock) spread = 1 + (Jitter * ((2 * random.NextDouble()) - 1));
        var delay = schedule == DeliverySchedule.Archive
            ? ArchiveDelays[Math.Min(failures, ArchiveDelays.Length) - 1]
            : Doubled(First, failures, Longest);
        return delay * spread;
    }

    /// <summary>After the <paramref name="throttles"/>-th 429 in a row without Retry-After: 30, 60, 120 … 300 s.</summary>
    public static TimeSpan AfterThrottle(int throttles) => Doubled(FirstThrottle, throttles, LongestThrottle);

    private static TimeSpan Doubled(TimeSpan first, int times, TimeSpan longest)
    {
        const int EnoughDoublings = 16;
        var delay = first * Math.Pow(2, Math.Min(times - 1, EnoughDoublings));
        return delay < longest ? delay : longest;
    }
}
