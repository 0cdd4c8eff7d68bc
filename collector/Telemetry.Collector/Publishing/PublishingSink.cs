using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Collector.Changes;
using Telemetry.Collector.Scraping;
using Telemetry.Contracts;

namespace Telemetry.Collector.Publishing;

/// <summary>Pages into records into the outlet, one encoder per target.</summary>
internal sealed class PublishingSink(
    SignalCatalog catalog, IRecordOutlet outlet, ProcessWatch processes, CollectorMetrics metrics, TimeProvider time, ILogger<PublishingSink> logger) : IPageSink
{
    private readonly ConcurrentDictionary<TargetId, TargetEncoding> _targets = new();

    /// <inheritdoc/>
    public async ValueTask<PageVerdict> AcceptAsync(ScrapeTarget target, ScrapedPage page, CancellationToken cancellationToken)
    {
        var encoding = EncodingOf(target);
        var records = encoding.Encode(page, metrics, logger);
        await processes.ObserveAsync(target, encoding.Process, page.StartMs, cancellationToken);
        await outlet.SendAsync(encoding.Key, records, page.StartMs + page.DurationMs, cancellationToken);
        return encoding.Verdict;
    }

    /// <inheritdoc/>
    public async ValueTask EndAsync(ScrapeTarget target, TargetEnd end, CancellationToken cancellationToken)
    {
        // Its next page tells whether the encoding can go on.
        if (end == TargetEnd.Changed) return;
        if (!_targets.TryRemove(target.Id, out var encoding) || end != TargetEnd.Gone) return;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await outlet.SendAsync(encoding.Key, encoding.EncodeEnd(now), now, cancellationToken);
    }

    /// <summary>Reads a page only for what later ones of the target need to know of it.</summary>
    public ValueTask ObserveAsync(ScrapeTarget target, ScrapedPage page, CancellationToken cancellationToken)
    {
        var encoding = EncodingOf(target);
        encoding.Encode(page, metrics, logger);
        return processes.ObserveAsync(target, encoding.Process, page.StartMs, cancellationToken);
    }

    private TargetEncoding EncodingOf(ScrapeTarget target) =>
        _targets.TryGetValue(target.Id, out var known) && known.TryContinue(target)
            ? known
            : _targets[target.Id] = new TargetEncoding(target, catalog);
}
