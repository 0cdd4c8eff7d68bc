using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Collector.Changes;
using Telemetry.Collector.ClusterState;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Scraping;
using Telemetry.Contracts;
using Telemetry.Contracts.Changes;
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

    private const double ShortestIntervalSeconds = 1;

    private readonly RecordingReader _reader;
    private readonly Dictionary<RecordedTarget, ScrapeTarget> _targets = new(ReferenceEqualityComparer.Instance);
    private readonly PublishingSink _sink;
    private readonly DirectChanges _changes;
    private readonly ClusterChanges _clusterChanges;
    private readonly ClusterView _view;
    private readonly ScrapeTarget _cluster;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="reader">The recording.</param>
    /// <param name="cluster">Name of the cluster on its records.</param>
    /// <param name="catalog">Which families are forwarded.</param>
    /// <param name="publisher">Where the records go.</param>
    /// <param name="meters">For the collector's own metrics.</param>
    /// <param name="time">Clock for a bounded speed.</param>
    /// <param name="loggers">For lines about pages and files that cannot be read.</param>
    /// <param name="told">Hears of every change, those from before a checkpoint included.</param>
    public RecordingFeed(
        RecordingReader reader, string cluster, SignalCatalog catalog, IStreamPublisher publisher,
        IMeterFactory meters, TimeProvider time, ILoggerFactory loggers, Action<ChangeRecord>? told = null)
    {
        _reader = reader;
        _time = time;
        _logger = loggers.CreateLogger<RecordingFeed>();
        var metrics = new CollectorMetrics(meters);
        _changes = new DirectChanges(publisher, metrics, told);
        _clusterChanges = new ClusterChanges(cluster, catalog.Topology);
        _view = new ClusterView(metrics);
        _cluster = ClusterTarget.Of(cluster, TimeSpan.FromSeconds(Math.Max(ShortestIntervalSeconds, reader.Manifest.IntervalS)));
        var processes = new ProcessWatch(new ProcessChanges(), _changes);
        _sink = new PublishingSink(catalog, new DirectOutlet(publisher, metrics), processes, metrics, time, loggers.CreateLogger<PublishingSink>());
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
        _changes.From = DateTimeOffset.FromUnixTimeMilliseconds(fromMs);
        using var objects = _reader.OpenObjects();
        var cluster = new RecordedCluster(objects, _view, _clusterChanges, _changes, _cluster);
        long pages = 0, bytes = 0;
        await foreach (var page in _reader.ReadPagesAsync(cancellationToken))
        {
            if (page.StartMs >= fromMs) await pace.WaitAsync(page.StartMs, cancellationToken);
            await AdvanceAsync(cluster, page.StartMs, fromMs, cancellationToken);
            await FeedAsync(_targets[page.Target], PageOf(page), fromMs, cancellationToken);
            bytes += page.Body.Length;
            if (fed is not null) await fed(new ReplayProgress(page.StartMs, ++pages, bytes), cancellationToken);
        }

        while (cluster.NextDocumentMs is { } next) await AdvanceAsync(cluster, next, fromMs, cancellationToken);
        foreach (var notice in _reader.Notices.Skip(known).Concat(objects.Notices)) Log.LeftOut(_logger, notice);
    }

    private async ValueTask AdvanceAsync(RecordedCluster cluster, long untilMs, long fromMs, CancellationToken cancellationToken)
    {
        await foreach (var page in cluster.AdvanceAsync(untilMs, cancellationToken)) await FeedAsync(cluster.Target, page, fromMs, cancellationToken);
    }

    private async ValueTask FeedAsync(ScrapeTarget target, ScrapedPage page, long fromMs, CancellationToken cancellationToken)
    {
        if (page.StartMs >= fromMs) await _sink.AcceptAsync(target, page, cancellationToken);
        else await _sink.ObserveAsync(target, page, cancellationToken);
    }

    private static ScrapedPage PageOf(RecordedPage page) => page.Status switch
    {
        0 => new(page.StartMs, page.DurationMs, 0, ScrapeFailures.Parse(Encoding.UTF8.GetString(page.Body.Span)), ContentType: null, Body: default),
        200 => new(page.StartMs, page.DurationMs, 200, ScrapeFailure.None, page.Target.ReplayedType, page.Body),
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
