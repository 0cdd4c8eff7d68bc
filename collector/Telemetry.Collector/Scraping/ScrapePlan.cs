namespace Telemetry.Collector.Scraping;

/// <summary>The settings' scrape configs with their targets, resolved once: sinks and loops speak of the same objects.</summary>
internal sealed class ScrapePlan(CollectorOptions options)
{
    /// <summary>Each scrape config with its targets.</summary>
    public IReadOnlyList<(ScrapeConfigOptions Config, IReadOnlyList<ScrapeTarget> Targets)> Configs { get; } =
        [.. options.ScrapeConfigs.Select(config => (config, (IReadOnlyList<ScrapeTarget>)[.. ScrapeTargets.Of(config, options.Cluster)]))];

    /// <summary>All targets.</summary>
    public IReadOnlyList<ScrapeTarget> Targets => [.. Configs.SelectMany(pair => pair.Targets)];

    /// <summary>Name of the cluster.</summary>
    public string Cluster => options.Cluster;
}
