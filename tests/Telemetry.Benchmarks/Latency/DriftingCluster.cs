using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Transport;

namespace Telemetry.Benchmarks.Latency;

/// <summary>
/// A small cluster whose etcd is scraped once per second of event time: healthy at first, then with a slow disk. Notes when each scrape
/// was handed to the transport.
/// </summary>
internal sealed class DriftingCluster
{
    private const int SyncsPerSecond = 50;
    private const long IntervalMs = 1000;
    private const long DurationMs = 5;
    private const long FirstScrapeMs = 1_700_000_000_000;
    private const double HealthySeconds = 0.002;
    private const double SlowSeconds = 0.06;

    private readonly IStreamPublisher _publisher;
    private readonly TargetId _target;
    private readonly byte[] _key;
    private readonly Random _random;
    private readonly MetricsRecordWriter _writer = new();
    private readonly ConcurrentDictionary<long, long> _handedOver = new();
    private readonly double[] _bounds = [.. Enumerable.Range(0, 14).Select(i => 0.001 * Math.Pow(2, i))];
    private readonly ulong[] _syncs = new ulong[15];
    private readonly ulong[] _commits = new ulong[15];

    public DriftingCluster(IStreamPublisher publisher, int number)
    {
        _publisher = publisher;
        _target = new TargetId(string.Create(CultureInfo.InvariantCulture, $"latency-{number}"), "etcd", "etcd-0");
        _key = _target.ToKey();
        _random = new Random(number);
    }

    /// <summary>Name of the cluster.</summary>
    public string Name => _target.Cluster;

    /// <summary>Event time of the last scrape, Unix milliseconds.</summary>
    public long LastScrapeMs { get; private set; } = FirstScrapeMs;

    /// <summary>When the scrape that ended at this event time was handed over, in ticks of <see cref="Stopwatch"/>.</summary>
    public long HandedOverAt(DateTimeOffset scrapeEnd) => _handedOver[scrapeEnd.ToUnixTimeMilliseconds()];

    /// <summary>One scrape.</summary>
    public async Task ScrapeAsync(bool isSlow)
    {
        LastScrapeMs += IntervalMs;
        Observe(_syncs, isSlow ? SlowSeconds : HealthySeconds);
        Observe(_commits, isSlow ? SlowSeconds : HealthySeconds);
        var record = Encode();
        _handedOver[LastScrapeMs + DurationMs] = Stopwatch.GetTimestamp();
        await _publisher.PublishAsync(Streams.Metrics, _key, record, CancellationToken.None);
    }

    private ReadOnlyMemory<byte> Encode()
    {
        _writer.Begin(new ScrapeHeader(_target, LastScrapeMs, DurationMs, IntervalMs));
        _writer.BeginGauge("up"u8);
        _writer.AddNumber(PointAttributes.NoneForNumber, 1);
        _writer.BeginHistogram("etcd_disk_wal_fsync_duration_seconds"u8);
        _writer.AddHistogram(PointAttributes.NoneForHistogram, _bounds, _syncs, sum: double.NaN);
        _writer.BeginHistogram("etcd_disk_backend_commit_duration_seconds"u8);
        _writer.AddHistogram(PointAttributes.NoneForHistogram, _bounds, _commits, sum: double.NaN);
        return _writer.End()[0];
    }

    private void Observe(ulong[] buckets, double medianSeconds)
    {
        for (var i = 0; i < SyncsPerSecond; i++)
        {
            // Log-normal with a spread of a half, as syncs of one disk have.
            var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
            var bucket = Array.BinarySearch(_bounds, medianSeconds * Math.Exp(0.5 * normal));
            buckets[bucket < 0 ? ~bucket : bucket]++;
        }
    }
}
