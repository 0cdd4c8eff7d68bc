using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Scraping;
using Telemetry.Contracts;
using Telemetry.Transport;

namespace Telemetry.Collector.Recordings;

/// <summary>
/// Feeds a recording into the pipeline as if its pages were scraped now: same parser, same encoder, same stream, in event time. What it
/// publishes depends on the recording alone.
/// </summary>
public sealed partial class RecordingFeed
{
    // Pages come from files. An instance is a name, often no host, so no address is made up from it.
    private static readonly Uri Nowhere = new("http://recording.invalid/");

    private readonly RecordingReader _reader;
    private readonly Dictionary<RecordedTarget, ScrapeTarget> _targets = new(ReferenceEqualityComparer.Instance);
    private readonly PublishingSink _sink;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="reader">The recording.</param>
    /// <param name="cluster">Name of the cluster on its records.</param>
    /// <param name="catalog">Which families are forwarded.</param>
    /// <param name="publisher">Where the records go.</param>
    /// <param name="meters">For the collector's own metrics.</param>
    /// <param name="time">Clock for a bounded speed.</param>
    /// <param name="loggers">For lines about pages and files that cannot be read.</param>
    public RecordingFeed(
        RecordingReader reader, string cluster, SignalCatalog catalog, IStreamPublisher publisher,
        IMeterFactory meters, TimeProvider time, ILoggerFactory loggers)
    {
        _reader = reader;
        _time = time;
        _logger = loggers.CreateLogger<RecordingFeed>();
        var metrics = new CollectorMetrics(meters);
        _sink = new PublishingSink(catalog, new DirectOutlet(publisher, metrics), metrics, time, loggers.CreateLogger<PublishingSink>());
        foreach (var target in reader.Targets) _targets.Add(target, TargetOf(target, cluster));
    }

    /// <summary>
    /// Publishes every scrape in event-time order. A replay that goes on from a checkpoint names the event time it goes on from: pages
    /// before it are read, so that counters keep their history, but nothing of them is published.
    /// </summary>
    /// <param name="speed">Event seconds per second; null means as fast as the pipeline goes.</param>
    /// <param name="fromMs">Event time of the first scrape to publish, Unix milliseconds.</param>
    /// <param name="fed">Told after every page.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    public async Task RunAsync(double? speed, long fromMs, Func<ReplayProgress, CancellationToken, ValueTask>? fed, CancellationToken cancellationToken)
    {
        foreach (var notice in _reader.Notices) Log.LeftOut(_logger, notice);
        var known = _reader.Notices.Count;
        var pace = new ReplayPace(speed, _time);
        long pages = 0, bytes = 0;
        await foreach (var page in _reader.ReadPagesAsync(cancellationToken))
        {
            if (page.StartMs >= fromMs) await pace.WaitAsync(page.StartMs, cancellationToken);
            await FeedAsync(page, fromMs, cancellationToken);
            bytes += page.Body.Length;
            if (fed is not null) await fed(new ReplayProgress(page.StartMs, ++pages, bytes), cancellationToken);
        }
        foreach (var notice in _reader.Notices.Skip(known)) Log.LeftOut(_logger, notice);
    }

    private async ValueTask FeedAsync(RecordedPage page, long fromMs, CancellationToken cancellationToken)
    {
        var target = _targets[page.Target];
        var scraped = PageOf(page);
        if (page.StartMs >= fromMs) await _sink.AcceptAsync(target, scraped, cancellationToken);
        else _sink.Observe(target, scraped);
    }

    private static ScrapedPage PageOf(RecordedPage page) => page.Status switch
    {
        0 => new(page.StartMs, page.DurationMs, 0, ScrapeFailures.Parse(Encoding.UTF8.GetString(page.Body.Span)), ContentType: null, Body: default),
        200 => new(page.StartMs, page.DurationMs, 200, ScrapeFailure.None, page.Target.ContentType, page.Body),
        _ => new(page.StartMs, page.DurationMs, page.Status, FetchOutcome.Of((HttpStatusCode)page.Status).Failure, ContentType: null, Body: default),
    };

    private ScrapeTarget TargetOf(RecordedTarget recorded, string cluster)
    {
        var interval = TimeSpan.FromMilliseconds(recorded.IntervalMs(TimeSpan.FromSeconds(_reader.Manifest.IntervalS)));
        return new ScrapeTarget
        {
            Id = new TargetId(cluster, recorded.Job, recorded.Instance),
            Url = Nowhere,
            Interval = interval,
            Timeout = interval,
            BodyLimitBytes = PageFile.MaxPageBytes,
            Component = recorded.Component,
        };
    }
}
