using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Publishing;

/// <summary>Pages into records into the outlet, one encoder per target.</summary>
internal sealed class PublishingSink(SignalCatalog catalog, IRecordOutlet outlet, CollectorMetrics metrics, ILogger<PublishingSink> logger) : IPageSink
{
    private readonly ConcurrentDictionary<ScrapeTarget, TargetEncoding> _targets = new(ReferenceEqualityComparer.Instance);

    /// <inheritdoc/>
    public ValueTask AcceptAsync(ScrapeTarget target, ScrapedPage page, CancellationToken cancellationToken)
    {
        var encoding = EncodingOf(target);
        return outlet.SendAsync(encoding.Key, encoding.Encode(page, metrics, logger), cancellationToken);
    }

    /// <summary>Reads a page only for what later ones of the target need to know of it.</summary>
    public void Observe(ScrapeTarget target, ScrapedPage page) => EncodingOf(target).Encode(page, metrics, logger);

    private TargetEncoding EncodingOf(ScrapeTarget target) =>
        _targets.GetOrAdd(target, static (added, catalog) => new TargetEncoding(added, catalog), catalog);
}
