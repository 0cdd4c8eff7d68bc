using System.Globalization;
using System.Text.Json;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Targets;

/// <summary>
/// The sources of all scrape configs. A config that a reload leaves as it is keeps its sources; one that changed keeps its last targets
/// until its new sources know theirs.
/// </summary>
internal sealed class TargetSources(IEnumerable<ITargetSourceFactory> factories) : IDisposable
{
    private readonly ITargetSourceFactory[] _factories = [.. factories];
    private volatile IReadOnlyList<WatchedSource> _sources = [];

    /// <summary>The sources' last sets, in the order of the settings.</summary>
    public IEnumerable<IReadOnlyList<ScrapeTarget>> Sets => _sources.Select(source => source.Set);

    /// <summary>Takes scrape configs in place of those before.</summary>
    /// <param name="options">Validated settings.</param>
    /// <param name="run">Runs a source that is new.</param>
    public void Apply(CollectorOptions options, Action<WatchedSource> run)
    {
        var before = _sources;
        var kept = before.ToDictionary(source => source.Key, StringComparer.Ordinal);
        var added = new List<WatchedSource>();
        var now = new List<WatchedSource>();
        foreach (var (key, job, source) in SourcesOf(options))
        {
            // A config that stands there twice finds the same twice.
            if (now.Exists(known => known.Key == key)) continue;
            if (kept.Remove(key, out var same))
            {
                now.Add(same);
                continue;
            }
            added.Add(new WatchedSource(key, job, source, LastOf(before, job)));
            now.Add(added[^1]);
        }
        _sources = now;
        foreach (var source in kept.Values) source.Dispose();
        added.ForEach(run);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in _sources) source.Dispose();
        _sources = [];
    }

    private IEnumerable<(string Key, string Job, ITargetSource Source)> SourcesOf(CollectorOptions options)
    {
        foreach (var config in options.ScrapeConfigs)
        {
            foreach (var (key, source) in SourcesOf(config, options.Cluster)) yield return (key, config.JobName, source);
        }
        if (options.Kubernetes is not { } kubernetes) yield break;
        var values = JsonSerializer.Serialize(kubernetes);
        var number = 0;
        foreach (var (name, source) in _factories.SelectMany(factory => factory.SourcesOf(kubernetes, options.Cluster)))
            yield return (string.Create(CultureInfo.InvariantCulture, $"kubernetes/{number++}/{values}"), $"kubernetes/{name}", source);
    }

    private IEnumerable<(string Key, ITargetSource Source)> SourcesOf(ScrapeConfigOptions config, string cluster)
    {
        var values = JsonSerializer.Serialize(config);
        for (var kind = 0; kind < _factories.Length; kind++)
        {
            var number = 0;
            foreach (var source in _factories[kind].SourcesOf(config, cluster))
                yield return (string.Create(CultureInfo.InvariantCulture, $"{kind}/{number++}/{values}"), source);
        }
    }

    private static IReadOnlyList<ScrapeTarget> LastOf(IReadOnlyList<WatchedSource> sources, string job) =>
        [.. sources.Where(source => source.Job == job).SelectMany(source => source.Set)];
}
