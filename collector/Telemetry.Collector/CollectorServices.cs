using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Telemetry.Catalog;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Recordings;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Sharding;
using Telemetry.Collector.Targets;
using Telemetry.Transport;

namespace Telemetry.Collector;

/// <summary>Registers the collector.</summary>
public static class CollectorServices
{
    /// <summary>
    /// Scrapes the settings' targets into <c>telemetry.metrics</c>. Needs an <see cref="IStreamPublisher"/>; a <see cref="SignalCatalog"/>
    /// that is registered takes the place of the built-in one.
    /// </summary>
    public static IServiceCollection AddCollector(this IServiceCollection services, CollectorOptions options)
    {
        services.TryAddSingleton(SignalCatalog.BuiltIn);
        services.AddScraping(options);
        services.AddSingleton<SendBuffer>();
        services.AddSingleton<IRecordOutlet>(provider => provider.GetRequiredService<SendBuffer>());
        services.AddSingleton<IPageSink, PublishingSink>();
        // Hosted services stop in reverse: first the scraping, then, with what is left to send, the buffer.
        services.AddHostedService(provider => provider.GetRequiredService<SendBuffer>());
        services.AddHostedService(provider => provider.GetRequiredService<ScrapePool>());
        return services;
    }

    /// <summary>Scrapes the settings' targets into a recording in a folder that holds none.</summary>
    public static IServiceCollection AddRecorder(this IServiceCollection services, CollectorOptions options, string folder)
    {
        services.AddScraping(options);
        services.AddSingleton<IPageSink>(provider => RecordingWriter.Create(
            folder, options, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<ScrapePool>());
        return services;
    }

    private static void AddScraping(this IServiceCollection services, CollectorOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton<CollectorMetrics>();
        services.AddSingleton<ITargetSourceFactory, StaticTargets.Factory>();
        services.AddSingleton(new ShardOwnership(options.Collector.Share));
        services.AddSingleton<IShardOwnership>(provider => provider.GetRequiredService<ShardOwnership>());
        services.AddSingleton<ScrapeConnections>();
        services.AddSingleton<PooledTargetFactory>();
        services.AddSingleton<ScrapePool>();
    }
}
