using System.Globalization;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Scheduling;

/// <summary>
/// What one target costs, as running means over its scrapes, in terms of its configured interval. So scraping it slower does not make it
/// look cheap, and it does not swing.
/// </summary>
internal sealed class ScrapeCost(TimeSpan interval)
{
    /// <summary>Weight of the newest scrape: about the last ten count.</summary>
    private const double Weight = 0.2;

    // A target that was too dear must become a fifth cheaper before it counts as cheap again.
    private const double Relief = 0.8;

    private double _readingSeconds;
    private double _bytes;
    private int _scrapes;
    private int _timeouts;
    private bool _isTooDear;

    /// <summary>Share of one processor that it takes at its configured interval.</summary>
    public double CpuShare => _readingSeconds / interval.TotalSeconds;

    /// <summary>Bytes of its pages a second at its configured interval.</summary>
    public double BytesPerSecond => _bytes / interval.TotalSeconds;

    /// <summary>Takes one scrape; why the target is too dear, or null.</summary>
    public string? Take(LastScrape scrape, AdaptiveOptions limits)
    {
        var weight = _scrapes++ == 0 ? 1 : Weight;
        _readingSeconds += weight * (scrape.Reading.TotalSeconds - _readingSeconds);
        _bytes += weight * (scrape.Bytes - _bytes);
        _timeouts = scrape.Verdict.Failure is ScrapeFailure.Timeout or ScrapeFailure.SlowBody ? _timeouts + 1 : 0;
        var why = Why(limits, _isTooDear ? Relief : 1);
        _isTooDear = why is not null;
        return why;
    }

    private string? Why(AdaptiveOptions limits, double factor)
    {
        if (_timeouts >= limits.MaxTimeouts) return string.Create(CultureInfo.InvariantCulture, $"{_timeouts} scrapes ran into their timeout, max_timeouts is {limits.MaxTimeouts}");
        if (CpuShare > factor * limits.MaxCpuShare) return string.Create(CultureInfo.InvariantCulture, $"it takes {CpuShare:P1} of a processor, max_cpu_share is {limits.MaxCpuShare:P1}");
        if (BytesPerSecond > factor * limits.MaxBytesPerSecond) return string.Create(CultureInfo.InvariantCulture, $"it sends {BytesPerSecond:N0} bytes a second, max_bytes_per_second is {limits.MaxBytesPerSecond:N0}");
        return null;
    }
}
