using System.Diagnostics;
using System.Globalization;
using System.Text;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Latency;

/// <summary>Publishes critical incidents one after the other, as the detector would, and notes when each was handed over.</summary>
internal sealed class IncidentFeed(IStreamPublisher publisher, string prefix, int incidents, TimeSpan pause)
{
    private static readonly byte[] Key = Encoding.UTF8.GetBytes("bench");

    private readonly Dictionary<string, long> _handedOver = new(StringComparer.Ordinal);
    private readonly ProtoWriter _writer = new();

    /// <summary>Incidents and when each was handed over, in ticks of <see cref="Stopwatch"/>.</summary>
    public IReadOnlyDictionary<string, long> HandedOver => _handedOver;

    public async Task RunAsync()
    {
        for (var i = 0; i < incidents; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{i}");
            var record = IncidentCodec.Encode(_writer, Incident(id, TimeProvider.System.GetUtcNow()));
            _handedOver.Add(id, Stopwatch.GetTimestamp());
            await publisher.PublishAsync(Streams.Incidents, Key, record, CancellationToken.None);
            await Task.Delay(pause);
        }
    }

    private static IncidentRecord Incident(string id, DateTimeOffset now) => new()
    {
        Cluster = "bench",
        IncidentId = id,
        Sequence = 1,
        Change = IncidentChange.Opened,
        At = now,
        DecidedBy = now,
        Severity = Severity.Critical,
        Began = now.AddSeconds(-30),
        Root = [new RootCandidate("etcd", "disk", 0.8)],
        Signals =
        [
            new IncidentSignal("etcd_wal_fsync", "etcd_disk_wal_fsync_duration_seconds", "etcd", "etcd-0", 12, now.AddSeconds(-30), 0.06, 0.002, "s"),
            new IncidentSignal("apiserver_request", "apiserver_request_duration_seconds", "apiserver", "apiserver-0", 8, now.AddSeconds(-20), 0.5, 0.05, "s"),
        ],
        Summary = "etcd is slow: WAL sync 60 ms, normally 2 ms; API requests follow",
    };
}
