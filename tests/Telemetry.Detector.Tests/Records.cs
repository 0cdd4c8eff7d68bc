using System.Text;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Transport;

namespace Telemetry.Detector.Tests;

/// <summary>Makes metrics records of a simulated etcd.</summary>
internal sealed class Records
{
    public const long StartMs = 1_000_000_000;

    private static readonly double[] Bounds = [.. Enumerable.Range(0, 14).Select(i => 0.001 * Math.Pow(2, i))];

    private readonly MetricsRecordWriter _writer = new();
    private readonly Random _random = new(1);
    private readonly ulong[] _counts = new ulong[15];
    private double _sum;

    public static TargetId Target { get; } = new("c", "etcd", "etcd-0");

    /// <summary>One scrape a second; slow from a second on.</summary>
    public byte[] Scrape(int second, bool isSlow, bool isUp = true, long intervalMs = 1000)
    {
        for (var i = 0; isUp && i < 30; i++)
        {
            var latency = (isSlow ? 0.06 : 0.002) * Math.Exp(0.5 * ((_random.NextDouble() * 4) - 2));
            var bucket = Array.FindIndex(Bounds, bound => latency <= bound);
            _counts[bucket < 0 ? 14 : bucket]++;
            _sum += latency;
        }

        _writer.Begin(new ScrapeHeader(Target, StartMs + (second * 1000), 15, intervalMs));
        if (isUp)
        {
            _writer.BeginHistogram("etcd_disk_wal_fsync_duration_seconds"u8);
            _writer.AddHistogram(PointAttributes.NoneForHistogram, Bounds, _counts, _sum);
            _writer.BeginGauge("etcd_server_has_leader"u8);
            _writer.AddNumber(PointAttributes.NoneForNumber, 1);
        }

        _writer.BeginGauge("up"u8);
        _writer.AddNumber(PointAttributes.NoneForNumber, isUp ? 1 : 0);
        return _writer.End().Single().ToArray();
    }

    /// <summary>A hundred quiet seconds and a hundred slow ones.</summary>
    public static List<byte[]> Incident()
    {
        var records = new Records();
        return [.. Enumerable.Range(0, 200).Select(second => records.Scrape(second, isSlow: second >= 100))];
    }

    public static StreamRecord At(long offset, byte[] value, string stream = Streams.Metrics) =>
        new(stream, 0, offset, Encoding.UTF8.GetBytes(Target.ToString()), value);
}
