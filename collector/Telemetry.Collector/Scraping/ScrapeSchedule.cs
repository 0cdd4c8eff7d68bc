using System.Security.Cryptography;

namespace Telemetry.Collector.Scraping;

/// <summary>
/// When a target is scraped: every interval, at an offset that its identity gives. Targets spread evenly over the interval, and a
/// restarted collector scrapes at the moments it did before, so that distances between scrapes stay even.
/// </summary>
internal sealed class ScrapeSchedule
{
    private readonly long _intervalTicks;
    private readonly long _offsetTicks;

    public ScrapeSchedule(ScrapeTarget target)
    {
        _intervalTicks = target.Interval.Ticks;
        var hash = SHA256.HashData([.. target.Id.ToKey(), .. System.Text.Encoding.UTF8.GetBytes(target.Url.AbsoluteUri)]);
        _offsetTicks = (long)(BitConverter.ToUInt64(hash) % (ulong)_intervalTicks);
    }

    /// <summary>The first moment after <paramref name="time"/>.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset time)
    {
        var behind = (time.UtcTicks - _offsetTicks) / _intervalTicks;
        return new DateTimeOffset(((behind + 1) * _intervalTicks) + _offsetTicks, TimeSpan.Zero);
    }

    /// <summary>How many moments lie between two of them, both left out: scrapes that were missed.</summary>
    public long Between(DateTimeOffset earlier, DateTimeOffset later) =>
        Math.Max(0, ((later.UtcTicks - earlier.UtcTicks) / _intervalTicks) - 1);
}
