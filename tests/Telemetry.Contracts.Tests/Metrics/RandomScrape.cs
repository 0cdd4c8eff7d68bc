using System.Text;
using Telemetry.Contracts.Metrics;

namespace Telemetry.Contracts.Tests.Metrics;

/// <summary>Writes a random scrape and keeps, beside it, the lines that reading it must give.</summary>
internal sealed class RandomScrape(int seed)
{
    private static readonly string[] Kinds =
        ["Gauge Unspecified False", "Sum Cumulative True", "Histogram Cumulative False", "ExponentialHistogram Cumulative False"];

    private readonly Random _random = new(seed);
    private readonly PointAttributesBuilder _builder = new();

    /// <summary>Lines of every metric and point, in order, without the resource.</summary>
    public List<string> Expected { get; } = [];

    public static ScrapeHeader Header { get; } = new(new TargetId("c1", "etcd", "10.0.0.1:2379"), 1_700_000_000_123, 17, 5000)
    {
        Resource = [new("k8s.node.name", "node-ü")],
    };

    public void Write(MetricsRecordWriter writer, int metrics)
    {
        writer.Begin(Header);
        for (var i = 0; i < metrics; i++) WriteMetric(writer, $"metric_{i}", _random.Next(4));
    }

    private void WriteMetric(MetricsRecordWriter writer, string name, int kind)
    {
        var points = _random.Next(1, 6);
        var unit = _random.Next(2) == 0 ? "" : "s";
        var (nameBytes, unitBytes) = (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(unit));
        if (kind == 0) writer.BeginGauge(nameBytes, unitBytes);
        else if (kind == 1) writer.BeginCounter(nameBytes, unitBytes);
        else if (kind == 2) writer.BeginHistogram(nameBytes, unitBytes);
        else writer.BeginExponentialHistogram(nameBytes, unitBytes);
        Expected.Add($"metric {name} {Kinds[kind]} '{unit}'");

        for (var i = 0; i < points; i++)
        {
            var (attributes, labels) = RandomLabels(kind < 2 ? PointShape.Number : kind == 2 ? PointShape.Histogram : PointShape.ExponentialHistogram);
            if (_random.Next(8) == 0) WriteStale(writer, attributes, labels);
            else if (kind == 2) WriteHistogram(writer, attributes, labels);
            else if (kind == 3) WriteExponential(writer, attributes, labels);
            else WriteNumber(writer, attributes, labels);
        }
    }

    private void WriteStale(MetricsRecordWriter writer, PointAttributes attributes, string labels)
    {
        writer.AddStale(attributes);
        Expected.Add(RecordText.Stale(labels, Header.ScrapeTimeMs));
    }

    private void WriteNumber(MetricsRecordWriter writer, PointAttributes attributes, string labels)
    {
        var value = BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue));
        var (start, own) = RandomTimes();
        writer.AddNumber(attributes, value, start, own);
        Expected.Add(RecordText.Number(labels, value, own == 0 ? Header.ScrapeTimeMs : own, start));
    }

    private void WriteHistogram(MetricsRecordWriter writer, PointAttributes attributes, string labels)
    {
        var bounds = Enumerable.Range(0, _random.Next(20)).Select(i => i + _random.NextDouble()).ToArray();
        var counts = Enumerable.Range(0, bounds.Length + 1).Select(_ => (ulong)_random.NextInt64(1L << _random.Next(1, 50))).ToArray();
        var sum = _random.Next(5) == 0 ? double.NaN : _random.NextDouble() * 1e6;
        var (start, own) = RandomTimes();
        writer.AddHistogram(attributes, bounds, counts, sum, start, own);
        var total = counts.Aggregate(0UL, (a, b) => a + b);
        Expected.Add(RecordText.Histogram(labels, total, sum, bounds, counts, own == 0 ? Header.ScrapeTimeMs : own, start));
    }

    private void WriteExponential(MetricsRecordWriter writer, PointAttributes attributes, string labels)
    {
        var (positive, negative) = (RandomCounts(), RandomCounts());
        var (above, below) = (RandomOffset(positive), RandomOffset(negative));
        var (scale, zeros) = (_random.Next(-10, 21), (ulong)_random.Next(1000));
        var sum = _random.Next(5) == 0 ? double.NaN : _random.NextDouble() * 1e6;
        var threshold = _random.Next(2) * _random.NextDouble();
        var (start, own) = RandomTimes();
        writer.AddExponentialHistogram(attributes, new ExponentialValue
        {
            Scale = scale,
            Sum = sum,
            ZeroCount = zeros,
            ZeroThreshold = threshold,
            Positive = new ExponentialRun(above, positive),
            Negative = new ExponentialRun(below, negative),
        }, start, own);
        var total = positive.Concat(negative).Aggregate(zeros, (a, b) => a + b);
        Expected.Add(RecordText.Exponential(labels, total, sum, scale, zeros, threshold,
            RecordText.Buckets(above, positive), RecordText.Buckets(below, negative), own == 0 ? Header.ScrapeTimeMs : own, start));
    }

    private ulong[] RandomCounts() => [.. Enumerable.Range(0, _random.Next(20)).Select(_ => (ulong)_random.NextInt64(1L << _random.Next(1, 50)))];

    // A side without buckets is not written, and so has no offset.
    private int RandomOffset(ulong[] counts) => counts.Length == 0 ? 0 : _random.Next(-1_000_000, 1_000_000);

    private (long Start, long Own) RandomTimes() =>
        (_random.Next(2) * _random.NextInt64(1, 1_800_000_000_000), _random.Next(2) * _random.NextInt64(1, 1_800_000_000_000));

    private (PointAttributes Attributes, string Labels) RandomLabels(PointShape shape)
    {
        var labels = Enumerable.Range(0, _random.Next(5)).Select(i => (Name: $"label{i}", Value: RandomText())).ToArray();
        _builder.Begin(shape);
        foreach (var (name, value) in labels) _builder.Add(name, value);
        return (_builder.Build(), string.Join(',', labels.Select(l => $"{l.Name}={l.Value}")));
    }

    private string RandomText() => new([.. Enumerable.Range(0, _random.Next(150)).Select(_ => (char)_random.Next(0x20, 0x2000))]);
}
