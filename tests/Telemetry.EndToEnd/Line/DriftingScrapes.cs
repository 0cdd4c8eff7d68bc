using System.Text;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;

namespace Telemetry.EndToEnd.Line;

/// <summary>Metrics records of an etcd whose disk slows in mid-course, once or by steps, and of a second one that stays well; one scrape of each a second.</summary>
internal sealed class DriftingScrapes
{
    private const long StartMs = 1_790_000_000_000;
    private const int Requests = 30;
    private const double Usual = 0.002;
    private const double Slow = 0.06;

    private static readonly double[] Bounds = [.. Enumerable.Range(0, 14).Select(i => 0.001 * Math.Pow(2, i))];

    private readonly MetricsRecordWriter _writer = new();
    private readonly Random _random = new(7);
    private readonly Dictionary<string, (ulong[] Counts, double Sum)> _histograms = [];

    /// <summary>Keys and values in the order in which they are published.</summary>
    public static IReadOnlyList<(byte[] Key, byte[] Value)> Make(int seconds, int slowFrom) => Make(seconds, second => second >= slowFrom ? Slow : Usual);

    /// <summary>The same with a disk that is as slow as given, in seconds a sync, at each second.</summary>
    public static IReadOnlyList<(byte[] Key, byte[] Value)> Make(int seconds, Func<int, double> latency)
    {
        var scrapes = new DriftingScrapes();
        var records = new List<(byte[] Key, byte[] Value)>();
        for (var second = 0; second < seconds; second++)
            foreach (var (instance, typical) in (ReadOnlySpan<(string, double)>)[("etcd-0", latency(second)), ("etcd-1", Usual)])
                records.Add(scrapes.Scrape(new TargetId("test", "etcd", instance), second, typical));
        return records;
    }

    private (byte[] Key, byte[] Value) Scrape(TargetId target, int second, double typical)
    {
        var (counts, sum) = _histograms.GetValueOrDefault(target.Instance, (new ulong[Bounds.Length + 1], 0));
        for (var i = 0; i < Requests; i++)
        {
            var latency = typical * Math.Exp(2 * (_random.NextDouble() - 0.5));
            counts[Array.FindIndex(Bounds, bound => latency <= bound)]++;
            sum += latency;
        }

        _histograms[target.Instance] = (counts, sum);
        _writer.Begin(new ScrapeHeader(target, StartMs + (second * 1000), 15, 1000));
        _writer.BeginHistogram("etcd_disk_wal_fsync_duration_seconds"u8);
        _writer.AddHistogram(PointAttributes.NoneForHistogram, Bounds, counts, sum);
        _writer.BeginGauge("etcd_server_has_leader"u8);
        _writer.AddNumber(PointAttributes.NoneForNumber, 1);
        _writer.BeginGauge("up"u8);
        _writer.AddNumber(PointAttributes.NoneForNumber, 1);
        return (Encoding.UTF8.GetBytes(target.ToString()), _writer.End().Single().ToArray());
    }
}
