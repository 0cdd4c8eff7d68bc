using Microsoft.Extensions.Hosting;
using Telemetry.Collector.ClusterState;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Recordings;

/// <summary>Records the lists and watches of the cluster, where one is watched, beside the pages.</summary>
internal sealed class ObjectRecorder(IResourceFeed? feed, RecordingWriter writer) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (feed is null) return;
        try
        {
            await Task.WhenAll(ClusterResources.All.Select(pair => RecordAsync(feed, pair.Key, pair.Value, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped; the writer ends its files.
        }
    }

    private async Task RecordAsync(IResourceFeed source, string resource, ResourceQuery query, CancellationToken cancellationToken)
    {
        await foreach (var told in source.WatchAsync(query, cancellationToken)) writer.Write(resource, told);
    }
}
