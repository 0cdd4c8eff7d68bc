using System.Runtime.CompilerServices;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Targets;

/// <summary>The targets that stand in the settings themselves. They change only with the settings.</summary>
internal sealed class StaticTargets(ScrapeConfigOptions config, string cluster) : ITargetSource
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<ScrapeTarget>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return [.. ScrapeTargets.Of(config, cluster)];
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Makes one for each scrape config with <c>targets</c> or <c>static_configs</c>.</summary>
    internal sealed class Factory : ITargetSourceFactory
    {
        /// <inheritdoc/>
        public IEnumerable<ITargetSource> SourcesOf(ScrapeConfigOptions config, string cluster) =>
            config.AllTargets().Any() ? [new StaticTargets(config, cluster)] : [];
    }
}
