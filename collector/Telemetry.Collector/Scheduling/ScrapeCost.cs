using System.Globalization;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Scheduling;

/// <summary>
/// What one target costs, as running means over its scrapes. It is reckoned for a given interval, not for the one that holds: so scraping it
/// slower does not make it look cheap, and it does not swing.
/// </summary>
internal sealed class ScrapeCost
{
    /// <summary>Weight of the newest scrape: about the last ten count.</summary>
    private const double Weight = 0.2;

    // What was too dear must become a fifth cheaper before it counts as cheap again.
    private const double Relief = 0.8;

    private double _readingSeconds;
    private double _bytes;
    private int _scrapes;
    private int _timeouts;

    /// <summary>Takes one scrape.</summary>
    public void Take(LastScrape scrape)
    {
        var weight = _scrapes++ == 0 ? 1 : Weight;
        _readingSeconds += weight * (scrape.Reading.TotalSeconds - _readingSeconds);
        _bytes += weight * (scrape.Bytes - _bytes);
        _timeouts = scrape.Verdict.Failure is ScrapeFailure.Timeout or ScrapeFailure.SlowBody ? _timeouts + 1 : 0;
    }

    /// <summary>Why the target is too dear at an interval; null where it is not.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="wasTooDear">Whether it was before.</param>
    public string? Why(TimeSpan interval, AdaptiveOptions limits, bool wasTooDear)
    {
        var factor = wasTooDear ? Relief : 1;
        var (share, rate) = (_readingSeconds / interval.TotalSeconds, _bytes / interval.TotalSeconds);
        if (_timeouts >= limits.MaxTimeouts) return string.Create(CultureInfo.InvariantCulture, $"{_timeouts} scrapes ran into their timeout, max_timeouts is {limits.MaxTimeouts}");
        if (share > factor * limits.MaxCpuShare) return string.Create(CultureInfo.InvariantCulture, $"it takes {share:P1} of a processor, max_cpu_share is {limits.MaxCpuShare:P1}");
        if (rate > factor * limits.MaxBytesPerSecond) return string.Create(CultureInfo.InvariantCulture, $"it sends {rate:N0} bytes a second, max_bytes_per_second is {limits.MaxBytesPerSecond:N0}");
        return null;
    }
}
