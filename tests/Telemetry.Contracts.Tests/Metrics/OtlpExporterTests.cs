using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Telemetry.Contracts.Metrics;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Contracts.Tests.Metrics;

/// <summary>The real OpenTelemetry exporter as the judge of our field numbers, in both directions.</summary>
public sealed class OtlpExporterTests
{
    [Fact]
    public async Task Record_OfTheRealExporter_ReadsAsRecorded()
    {
        var lines = RecordText.Of(await ExportAsync(RecordEveryKind)).Select(WithoutTimes).ToList();

        Assert.Contains("service.name=etcd", lines[0], StringComparison.Ordinal);
        Assert.Contains("service.instance.id=10.0.0.1:2379", lines[0], StringComparison.Ordinal);
        Assert.Contains("count=7", lines[0], StringComparison.Ordinal);
        Assert.Equal(
        [
            "metric requests Sum Cumulative True '{request}'", "number {code=200,verb=GET} 5", "number {verb=PUT} 2",
            "metric in_flight Sum Cumulative False ''", "number {} -4",
            "metric size Gauge Unspecified False 'By'", "number {shard=3} 12.5",
            "metric duration Histogram Cumulative False 's'", "histogram {verb=GET} 3 10.6 [0.25 0.5 5] [1 1 0 1]",
            "metric sketch ExponentialHistogram Cumulative False ''",
            // ⌈log₂ 3 · 2^20⌉ − 1
            "exponential {} 1 3 scale 20 zeros 0 within 0 1661953:[1] and 0:[]",
        ],
        lines[1..]);
    }

    [Fact]
    public async Task Record_WrittenByUs_SaysWhatTheRealExporterSays()
    {
        var exported = await ExportAsync(RecordEveryKind);
        var theirs = RecordText.Of(exported).Where(line => !line.StartsWith("resource", StringComparison.Ordinal));
        var ours = RecordText.Of(Rewrite(exported)).Where(line => !line.StartsWith("resource", StringComparison.Ordinal));
        // The writer knows no sums that fall: they are written as gauges.
        Assert.Equal(
            theirs.Select(line => line.Replace("in_flight Sum Cumulative False", "in_flight Gauge Unspecified False", StringComparison.Ordinal)),
            ours);
    }

    private static void RecordEveryKind(Meter meter)
    {
        var requests = meter.CreateCounter<long>("requests", "{request}");
        requests.Add(5, new("verb", "GET"), new KeyValuePair<string, object?>("code", 200));
        requests.Add(2, new KeyValuePair<string, object?>("verb", "PUT"));
        meter.CreateUpDownCounter<int>("in_flight").Add(-4);
        meter.CreateObservableGauge("size", () => new Measurement<double>(12.5, new KeyValuePair<string, object?>("shard", 3)), "By");
        var duration = meter.CreateHistogram("duration", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.25, 0.5, 5] });
        foreach (var seconds in new[] { 0.1, 0.5, 10 }) duration.Record(seconds, new KeyValuePair<string, object?>("verb", "GET"));
        meter.CreateHistogram<double>("sketch").Record(3);
    }

    private static async Task<byte[]> ExportAsync(Action<Meter> record)
    {
        await using var endpoint = await OtlpEndpoint.StartAsync();
        using var meter = new Meter("telemetry.tests");
        using var provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(meter.Name)
            .AddView("sketch", new Base2ExponentialBucketHistogramConfiguration())
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("etcd", serviceInstanceId: "10.0.0.1:2379").AddAttributes([new("count", 7)]))
            .AddOtlpExporter(options =>
            {
                options.Endpoint = endpoint.Address;
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
            })
            .Build();
        record(meter);
        Assert.True(provider.ForceFlush());
        return await endpoint.NextBodyAsync();
    }

    private static byte[] Rewrite(ReadOnlySpan<byte> record)
    {
        var writer = new MetricsRecordWriter();
        writer.Begin(RandomScrape.Header);
        var reader = new MetricsRecordReader(record);
        while (reader.Read())
        {
            switch (reader.Token)
            {
                case MetricsToken.Metric when reader.Metric.IsCounter: writer.BeginCounter(reader.Metric.Name, reader.Metric.Unit); break;
                case MetricsToken.Metric when reader.Metric.IsCumulativeHistogram: writer.BeginHistogram(reader.Metric.Name, reader.Metric.Unit); break;
                case MetricsToken.Metric when reader.Metric.Kind == MetricKind.ExponentialHistogram: writer.BeginExponentialHistogram(reader.Metric.Name); break;
                case MetricsToken.Metric: writer.BeginGauge(reader.Metric.Name, reader.Metric.Unit); break;
                case MetricsToken.Number:
                    var number = reader.Number;
                    writer.AddNumber(Copy(PointShape.Number, number.Attributes), number.Value, number.StartTimeMs, number.TimeMs);
                    break;
                case MetricsToken.ExponentialHistogram:
                    var own = reader.ExponentialHistogram;
                    var value = new ExponentialValue
                    {
                        Scale = own.Scale,
                        Sum = own.Sum,
                        ZeroCount = own.ZeroCount,
                        ZeroThreshold = own.ZeroThreshold,
                        Positive = new ExponentialRun(own.Positive.Offset, Counts(own.Positive)),
                        Negative = new ExponentialRun(own.Negative.Offset, Counts(own.Negative)),
                    };
                    writer.AddExponentialHistogram(Copy(PointShape.ExponentialHistogram, own.Attributes), value, own.StartTimeMs, own.TimeMs);
                    break;
                case MetricsToken.Histogram:
                    var point = reader.Histogram;
                    writer.AddHistogram(Copy(PointShape.Histogram, point.Attributes), point.Bounds, point.BucketCounts, point.Sum, point.StartTimeMs, point.TimeMs);
                    break;
            }
        }

        return writer.End()[0].ToArray();
    }

    private static ulong[] Counts(ExponentialBuckets buckets)
    {
        var counts = new List<ulong>();
        foreach (var count in buckets) counts.Add(count);
        return [.. counts];
    }

    private static PointAttributes Copy(PointShape shape, AttributeList attributes)
    {
        var builder = new PointAttributesBuilder();
        builder.Begin(shape);
        foreach (var attribute in attributes) builder.Add(attribute.Key, Encoding.UTF8.GetBytes(attribute.ValueText()));
        return builder.Build();
    }

    private static string WithoutTimes(string line)
    {
        var at = line.IndexOf(" at ", StringComparison.Ordinal);
        if (at < 0) return line;
        var times = line[(at + 4)..].Split(" since ");
        Assert.All(times, time => Assert.True(long.Parse(time, CultureInfo.InvariantCulture) > 1_700_000_000_000));
        return line[..at];
    }
}
