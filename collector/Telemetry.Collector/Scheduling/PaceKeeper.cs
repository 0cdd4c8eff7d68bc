using Microsoft.Extensions.Logging;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Scheduling;

/// <summary>Keeps the pace of one target: looks again after each of its scrapes, and when an event begins.</summary>
internal sealed partial class PaceKeeper(
    ScrapeTarget target, TargetEvents events, Func<AdaptiveOptions> options, CollectorMetrics metrics, TimeProvider time, ILogger<PaceKeeper> logger)
{
    private readonly ScrapeCost _cost = new();
    private readonly Lock _lock = new();
    private string? _tooDear;
    private string? _tooDearFast;

    /// <summary>The target's slots.</summary>
    public SlotGrid Grid { get; } = new(target);

    /// <summary>The pace that holds.</summary>
    public TargetPace Pace { get; } = new();

    /// <summary>Takes a scrape into account.</summary>
    public void Scraped(LastScrape scrape)
    {
        lock (_lock)
        {
            _cost.Take(scrape);
            _tooDear = _cost.Why(target.Interval, options(), wasTooDear: _tooDear is not null);
            _tooDearFast = _cost.Why(Grid.IntervalOf(ScrapePace.Fast), options(), wasTooDear: _tooDearFast is not null);
        }
        Look();
    }

    /// <summary>Decides anew.</summary>
    public void Look()
    {
        var (decided, why) = options().Enabled
            ? PacePolicy.Decide(events.Of(target.Id), time.GetUtcNow(), _tooDear, _tooDearFast)
            : (ScrapePace.Configured, "");
        if (!Pace.Set(decided, why)) return;
        metrics.PaceChanged(decided);
        Log.Changed(logger, target.Id.Job, target.Id.Instance, Grid.IntervalOf(decided).TotalSeconds, why.Length == 0 ? "nothing speaks against its interval" : why);
    }

    private static partial class Log
    {
        [LoggerMessage(1005, LogLevel.Information, "{Job}/{Instance} is scraped every {Seconds} s from now on: {Why}.")]
        public static partial void Changed(ILogger logger, string job, string instance, double seconds, string why);
    }
}
