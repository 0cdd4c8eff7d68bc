using System.Text;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Tests.Scraping;

/// <summary>Keeps what it is given.</summary>
internal sealed class CollectingSink : IPageSink
{
    private readonly List<(ScrapeTarget Target, ScrapedPage Page, string Body)> _pages = [];

    public IReadOnlyList<(ScrapeTarget Target, ScrapedPage Page, string Body)> Pages
    {
        get
        {
            lock (_pages) return [.. _pages];
        }
    }

    public ValueTask<PageVerdict> AcceptAsync(ScrapeTarget target, ScrapedPage page, CancellationToken cancellationToken)
    {
        lock (_pages) _pages.Add((target, page, Encoding.UTF8.GetString(page.Body.Span)));
        return ValueTask.FromResult(new PageVerdict(page.Failure, 0, ""));
    }

    public ValueTask EndAsync(ScrapeTarget target, TargetEnd end, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
