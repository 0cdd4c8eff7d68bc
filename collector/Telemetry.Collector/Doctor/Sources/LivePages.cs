using Microsoft.Extensions.DependencyInjection;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Scraping.Negotiation;
using Telemetry.Collector.Targets;

namespace Telemetry.Collector.Doctor.Sources;

/// <summary>One scrape of every target of the settings, a few at a time.</summary>
internal static class LivePages
{
    private const int AtOnce = 8;
    private static readonly TimeSpan DiscoveryDeadline = TimeSpan.FromSeconds(15);

    /// <param name="options">The settings.</param>
    /// <param name="clients">Holds the client of the Kubernetes API where the settings need it.</param>
    /// <param name="notices">Told of sources that found nothing in time.</param>
    /// <param name="time">Clock for timeouts and durations.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<PageSample>> OfAsync(
        CollectorOptions options, IServiceCollection clients, List<string> notices, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var services = clients.AddLogging().AddScraping(options).BuildServiceProvider();
        var targets = await TargetsOfAsync(options, services.GetServices<ITargetSourceFactory>(), notices, time, cancellationToken);
        var connections = services.GetRequiredService<ScrapeConnections>();
        var samples = new PageSample[targets.Count];
        await Parallel.ForAsync(0, targets.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (index, stop) =>
        {
            using var connection = connections.Open(targets[index]);
            samples[index] = await ScrapeAsync(targets[index], new ScrapeClient(connection.Http), time, stop);
        });
        return samples;
    }

    private static async Task<IReadOnlyList<ScrapeTarget>> TargetsOfAsync(
        CollectorOptions options, IEnumerable<ITargetSourceFactory> factories, List<string> notices, TimeProvider time, CancellationToken cancellationToken)
    {
        var sources = factories.SelectMany(factory => SourcesOf(factory, options));
        var sets = await Task.WhenAll(sources.Select(source => FirstSetAsync(source.Name, source.Source, notices, time, cancellationToken)));
        return [.. sets.SelectMany(set => set).DistinctBy(target => target.Id)];
    }

    private static IEnumerable<(string Name, ITargetSource Source)> SourcesOf(ITargetSourceFactory factory, CollectorOptions options) =>
        options.ScrapeConfigs.SelectMany(config => factory.SourcesOf(config, options.Cluster).Select(source => (config.JobName, source)))
            .Concat(options.Kubernetes is { } kubernetes ? factory.SourcesOf(kubernetes, options.Cluster) : []);

    private static async Task<IReadOnlyList<ScrapeTarget>> FirstSetAsync(
        string name, ITargetSource source, List<string> notices, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(DiscoveryDeadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await foreach (var set in source.WatchAsync(either.Token)) return set;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Told below, as for a source that ended without a set.
        }

        lock (notices) notices.Add($"{name}: no targets were found within {DiscoveryDeadline.TotalSeconds:0} s.");
        return [];
    }

    private static async Task<PageSample> ScrapeAsync(ScrapeTarget target, ScrapeClient client, TimeProvider time, CancellationToken cancellationToken)
    {
        using var buffer = new PageBuffer(target.BodyLimitBytes);
        using var timeout = new CancellationTokenSource(target.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var began = time.GetTimestamp();
        var outcome = await client.FetchAsync(target, FormatChoice.TextOnly, buffer, either.Token);
        cancellationToken.ThrowIfCancellationRequested();
        var hasPage = outcome.Failure == ScrapeFailure.None || outcome.Failure.IsPartial();
        return new PageSample
        {
            Name = $"{target.Id.Job}/{target.Id.Instance}",
            Job = target.Id.Job,
            Component = target.Component,
            Path = target.Url.AbsolutePath,
            ContentType = outcome.ContentType,
            Body = hasPage ? buffer.Page.ToArray() : default,
            Problem = hasPage ? null : $"{outcome.Failure.Name()}, {outcome.Detail} {ScrapeCures.Of(outcome.Failure)}",
            Interval = target.Interval,
            Duration = time.GetElapsedTime(began),
            Forward = target.Forward,
        };
    }
}
