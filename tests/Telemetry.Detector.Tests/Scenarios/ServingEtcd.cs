using Telemetry.Contracts;
using Telemetry.Detector.Tests.Soak;

namespace Telemetry.Detector.Tests.Scenarios;

/// <summary>An etcd that serves thirty syncs a second, as fast as it is told; it can be restarted.</summary>
internal sealed class ServingEtcd(string instance)
{
    private const int PerSecond = 30;

    private static readonly double[] Bounds = [.. Enumerable.Range(0, 14).Select(i => 0.001 * Math.Pow(2, i))];

    private readonly Noise _noise = new(instance.Length);
    private readonly ulong[] _counts = new ulong[Bounds.Length + 1];
    private double _sum;
    private double _served;

    public TargetId Id { get; } = new("c", "etcd", instance);

    /// <summary>Its counters begin again.</summary>
    public void Restart()
    {
        Array.Clear(_counts);
        (_sum, _served) = (0, 0);
    }

    /// <summary>Serves for some seconds.</summary>
    public void Serve(double seconds, double median)
    {
        for (var i = 0; i < PerSecond * seconds; i++)
        {
            var latency = median * _noise.Factor(0.4);
            var bucket = Array.FindIndex(Bounds, bound => latency <= bound);
            _counts[bucket < 0 ? Bounds.Length : bucket]++;
            _sum += latency;
        }

        _served += PerSecond * seconds;
    }

    public void Write(ScenarioPage page) => page
        .Gauge("etcd_server_has_leader", 1)
        .Counter("etcd_server_leader_changes_seen_total", 1)
        .Counter("process_cpu_seconds_total", _served / 1000)
        .Histogram("etcd_disk_wal_fsync_duration_seconds", Bounds, _counts, _sum);
}
