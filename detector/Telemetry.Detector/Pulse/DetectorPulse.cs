using System.Collections.Concurrent;

namespace Telemetry.Detector.Pulse;

/// <summary>How far correlation has come in each cluster that this process correlates. Safe for concurrent use.</summary>
internal sealed class DetectorPulse
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _through = new(StringComparer.Ordinal);

    /// <summary>Event time of the newest scrape that was correlated, by cluster.</summary>
    public IReadOnlyList<KeyValuePair<string, DateTimeOffset>> Through => _through.ToArray();

    /// <summary>A scrape was correlated.</summary>
    public void Move(string cluster, DateTimeOffset at) => _through.AddOrUpdate(cluster, at, (_, before) => at > before ? at : before);

    /// <summary>This process no longer correlates a cluster.</summary>
    public void Stop(string cluster) => _through.TryRemove(cluster, out _);
}
