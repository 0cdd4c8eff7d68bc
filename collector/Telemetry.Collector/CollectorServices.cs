using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Collector.Changes;
using Telemetry.Collector.ClusterState;
using Telemetry.Collector.Discovery;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Recordings;
using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Scraping.Negotiation;
using Telemetry.Collector.Sharding;
using Telemetry.Collector.Targets;
using Telemetry.Kubernetes.Watching;
using Telemetry.Transport;

namespace Telemetry.Collector;

/// <summary>Registers the collector.</summary>
public static class CollectorServices
{
    /// <summary>
    /// Scrapes the settings' targets into <c>telemetry.metrics</c>. Needs an <see cref="IStreamPublisher"/>; a <see cref="SignalCatalog"/>
    /// that is registered takes the place of the built-in one. With <see cref="CollectorOptions.Kubernetes"/> it needs the client of the Kubernetes API too.
    /// </summary>
    public static IServiceCollection AddCollector(this IServiceCollection services, CollectorOptions options)
    {
        services.TryAddSingleton(SignalCatalog.BuiltIn);
        services.AddScraping(options);
        services.AddSingleton<SendBuffer>();
        services.AddSingleton<IRecordOutlet>(provider => provider.GetRequiredService<SendBuffer>());
        services.AddSingleton<IPageSink, PublishingSink>();
        services.AddChanges(options);
        // Hosted services stop in reverse: first the scraping, then, with what is left to send, the buffer.
        services.AddHostedService(provider => provider.GetRequiredService<SendBuffer>());
        services.AddHostedService(provider => provider.GetRequiredService<ChangeMemory>());
        services.AddHostedService(provider => provider.GetRequiredService<ChangeQueue>());
        services.AddHostedService(provider => provider.GetRequiredService<ScrapePool>());
        services.AddHostedService(provider => new ClusterWorker(
            provider.GetService<IResourceFeed>(), options, new ClusterView(provider.GetRequiredService<CollectorMetrics>()), provider.GetRequiredService<ClusterChanges>(),
            provider.GetRequiredService<ChangeMemory>(), provider.GetRequiredService<IChangeOutlet>(), provider.GetRequiredService<IPageSink>(),
            provider.GetRequiredService<IShardOwnership>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ClusterWorker>>()));
        return services;
    }

    /// <summary>Scrapes the settings' targets into a recording in a folder that holds none.</summary>
    public static IServiceCollection AddRecorder(this IServiceCollection services, CollectorOptions options, string folder)
    {
        // A recording has one interval for each target.
        options.Collector.Adaptive.Enabled = false;
        // A recorded file has one content type: what is asked for must not change between its pages.
        foreach (var config in options.ScrapeConfigs.Where(config => config.ScrapeProtocols.Count == 0)) config.ScrapeProtocols = [.. ScrapeProtocolNames.InOrder];
        services.AddScraping(options);
        services.AddSingleton(provider => RecordingWriter.Create(folder, options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IPageSink>(provider => provider.GetRequiredService<RecordingWriter>());
        services.AddHostedService(provider => new ObjectRecorder(provider.GetService<IResourceFeed>(), provider.GetRequiredService<RecordingWriter>()));
        services.AddHostedService(provider => provider.GetRequiredService<ScrapePool>());
        return services;
    }

    // Without a transport that keeps state, what changed over a restart is not told.
    private static void AddChanges(this IServiceCollection services, CollectorOptions options)
    {
        services.AddSingleton<ProcessChanges>();
        services.AddSingleton<ProcessWatch>();
        services.AddSingleton(provider => new ClusterChanges(options.Cluster, provider.GetRequiredService<SignalCatalog>().Topology));
        services.AddSingleton<ChangeQueue>();
        services.AddSingleton<IChangeOutlet>(provider => provider.GetRequiredService<ChangeQueue>());
        services.AddSingleton(provider => new ChangeMemory(
            provider.GetService<IStreamTransport>()?.State, options.Cluster, provider.GetRequiredService<ClusterChanges>(), provider.GetRequiredService<ProcessChanges>(),
            provider.GetRequiredService<ChangeQueue>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ChangeMemory>>()));
    }

    /// <summary>Lets the detector's signals make the collector scrape faster. Needs an <see cref="IStreamTransport"/>.</summary>
    public static IServiceCollection AddSignalWatch(this IServiceCollection services) => services.AddHostedService<SignalWatch>();

    internal static IServiceCollection AddScraping(this IServiceCollection services, CollectorOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton<CollectorMetrics>();
        services.AddSingleton(new CurrentOptions(options));
        services.AddSingleton<TargetEvents>();
        services.AddSingleton<ITargetSourceFactory, StaticTargets.Factory>();
        services.AddSingleton<ITargetSourceFactory, FileTargets.Factory>();
        if (options.Kubernetes is not null) services.AddSingleton<ITargetSourceFactory, KubernetesTargets>();
        services.AddSingleton(new ShardOwnership(options.Collector.Share));
        services.AddSingleton<IShardOwnership>(provider => provider.GetRequiredService<ShardOwnership>());
        services.AddSingleton<ScrapeConnections>();
        services.AddSingleton<PooledTargetFactory>();
        services.AddSingleton<ScrapePool>();
        services.AddSingleton(provider => new CollectorReload(
            provider.GetRequiredService<ScrapePool>(), provider.GetRequiredService<ShardOwnership>()));
        return services;
    }
}
