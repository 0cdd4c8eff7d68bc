using System.Security.Cryptography;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Scheduling;

/// <summary>
/// The numbered moments at which a target may be scraped. They follow from its identity and its configured interval alone: whoever scrapes
/// it, and however fast, a moment has the same number, so that the same scrape made twice is recognised (<c>docs/formats/metrics.md</c>).
/// </summary>
/// <remarks>
/// An interval is cut into as many whole parts as are at least <see cref="ShortestPart"/> long; every part is a slot. The configured pace
/// takes the first part of every interval, the fast one all parts, the slow one the first part of every second interval.
/// </remarks>
internal sealed class SlotGrid
{
    /// <summary>No target is scraped more often than this, unless its interval says so.</summary>
    public static readonly TimeSpan ShortestPart = TimeSpan.FromSeconds(1);

    private readonly long _interval;
    private readonly long _parts;
    private readonly long _offset;

    public SlotGrid(ScrapeTarget target)
    {
        _interval = target.Interval.Ticks;
        _parts = Math.Max(1, _interval / ShortestPart.Ticks);
        _offset = (long)(BitConverter.ToUInt64(SHA256.HashData(target.Id.ToKey())) % (ulong)_interval);
    }

    /// <summary>Where in its interval the target stands, from 0 to below 1; evenly spread over targets.</summary>
    public double Phase => (double)_offset / _interval;

    /// <summary>The last slot of this pace that has begun.</summary>
    public long At(DateTimeOffset time, ScrapePace pace)
    {
        var since = time.UtcTicks - _offset;
        var whole = since / _interval;
        // The greatest part whose beginning, rounded down as in MomentOf, is not behind the time.
        var part = ((((since % _interval) + 1) * _parts) - 1) / _interval;
        var stride = Stride(pace);
        return ((whole * _parts) + part) / stride * stride;
    }

    /// <summary>The slot of this pace that comes after another one.</summary>
    public long After(long slot, ScrapePace pace)
    {
        var stride = Stride(pace);
        return ((slot / stride) + 1) * stride;
    }

    /// <summary>When a slot begins.</summary>
    public DateTimeOffset MomentOf(long slot) =>
        new(_offset + (slot / _parts * _interval) + (slot % _parts * _interval / _parts), TimeSpan.Zero);

    /// <summary>How many slots of this pace have begun since one was served: they have been missed.</summary>
    public long Missed(long served, DateTimeOffset time, ScrapePace pace) => Math.Max(0, (At(time, pace) - served) / Stride(pace));

    /// <summary>Time between two scrapes at this pace.</summary>
    public TimeSpan IntervalOf(ScrapePace pace) => TimeSpan.FromTicks(_interval * Stride(pace) / _parts);

    private long Stride(ScrapePace pace) => pace switch
    {
        ScrapePace.Fast => 1,
        ScrapePace.Slow => 2 * _parts,
        _ => _parts,
    };
}
