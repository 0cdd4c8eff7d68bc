using Telemetry.Collector.Discovery;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Targets;

/// <summary>One way of finding targets. Each registered factory is asked for every scrape config, also after a reload.</summary>
internal interface ITargetSourceFactory
{
    /// <summary>The sources that a scrape config names of this kind; none where it names none.</summary>
    /// <param name="config">The scrape config, validated.</param>
    /// <param name="cluster">Name of the cluster, for the targets' identities.</param>
    IEnumerable<ITargetSource> SourcesOf(ScrapeConfigOptions config, string cluster);

    /// <summary>The sources that section <c>kubernetes</c> names of this kind, each with a name that stays the same over reloads.</summary>
    /// <param name="options">The section, validated.</param>
    /// <param name="cluster">Name of the cluster, for the targets' identities.</param>
    IEnumerable<(string Name, ITargetSource Source)> SourcesOf(KubernetesOptions options, string cluster) => [];
}
