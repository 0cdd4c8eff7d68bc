using System.Collections.Concurrent;
using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Latency;

/// <summary>Reads the signals to tell how far the detector has come with each cluster.</summary>
internal sealed class ScrapeProgress : IPartitionProcessor
{
    private readonly ConcurrentDictionary<string, long> _lastMs = new(StringComparer.Ordinal);

    public static StreamSubscription Subscription { get; } = new(Streams.Signals, "telemetry.bench", TimeSpan.FromSeconds(5));

    /// <summary>Event time of the last scrape of a cluster that was scored; 0 while none was.</summary>
    public long LastOf(string cluster) => _lastMs.GetValueOrDefault(cluster);

    /// <inheritdoc/>
    public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => new((long?)null);

    /// <inheritdoc/>
    public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        if (SignalCodec.Decode(record.Value.Span, out _) is { } signals) _lastMs[signals.Target.Cluster] = signals.ScrapeTimeMs;
        return default;
    }

    /// <inheritdoc/>
    public ValueTask CheckpointAsync(CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}
