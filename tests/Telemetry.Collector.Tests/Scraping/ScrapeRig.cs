using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Tests.Scraping;

/// <summary>One target's scraper with everything around it.</summary>
internal sealed class ScrapeRig : IDisposable
{
    private readonly KeptLog<TargetScraper> _log = new();
    private readonly SemaphoreSlim _reading = new(1);
    private readonly ScrapeHttp _http;
    private readonly TargetScraper _scraper;

    public ScrapeRig(string address, Action<ScrapeConfigOptions>? change = null)
    {
        var config = new ScrapeConfigOptions { JobName = "job", Targets = [address], ScrapeTimeout = TimeSpan.FromSeconds(5) };
        change?.Invoke(config);
        var target = ScrapeTargets.Of(config, "cluster").Single();
        _http = new ScrapeHttp(config.Security);
        var metrics = new CollectorMetrics(Meters);
        _scraper = new TargetScraper(target, new ScrapeClient(_http), Sink, _reading, metrics, TimeProvider.System, _log);
    }

    public CollectingSink Sink { get; } = new();

    public IReadOnlyList<string> Log => _log.Lines;

    public TestMeters Meters { get; } = new();

    public async Task<(ScrapedPage Page, string Body)> ScrapeAsync()
    {
        await _scraper.RunOnceAsync(slot: 1, CancellationToken.None);
        var (_, page, body) = Sink.Pages[^1];
        return (page, body);
    }

    public void Dispose()
    {
        _http.Dispose();
        _reading.Dispose();
        Meters.Dispose();
    }
}
