using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Detector.Observing;
using Telemetry.Testing;
using Telemetry.Testing.Otlp;
using Xunit;

namespace Telemetry.Detector.Tests.Observing;

/// <summary>Records that the real OpenTelemetry exporter makes, as an OpenTelemetry Collector would put them on the stream.</summary>
public sealed class OtlpRecordTests : IDisposable
{
    private const string WalFsync = "etcd_disk_wal_fsync_duration_seconds";
    private const long StartMs = 1_700_000_000_000;
    private const long IntervalMs = 15_000;

    private readonly IMeterFactory _meters = Meters.Create();
    private readonly MemoryTransport _transport = new();
    private readonly Random _random = new(3);

    public void Dispose() => _meters.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Process_RecordsOfTheRealExporter_ScoresTheirDrift(bool exponential)
    {
        await using var endpoint = await OtlpEndpoint.StartAsync();
        using var meter = new Meter("etcd");
        using var provider = BuildProvider(endpoint, exponential);
        var fsync = meter.CreateHistogram(WalFsync, "s", null, null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [.. Enumerable.Range(0, 14).Select(i => 0.001 * Math.Pow(2, i))],
        });
        var processor = new ObserveProcessor(0, SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, _transport, new DetectorMetrics(_meters), NullLogger.Instance);

        for (var scrape = 0; scrape < 150; scrape++)
        {
            for (var i = 0; i < 30; i++) fsync.Record((scrape < 100 ? 0.002 : 0.06) * Math.Exp(0.5 * ((_random.NextDouble() * 4) - 2)));
            Assert.True(provider.ForceFlush());
            var body = await endpoint.NextBodyAsync();
            OtlpMoment.Set(body, StartMs, StartMs + ((scrape + 1) * IntervalMs));
            await processor.ProcessAsync(Records.At(scrape, body), CancellationToken.None);
        }

        var signals = _transport.Published.Select(record => SignalCodec.Decode(record.Value, out _)!).ToList();
        Assert.All(_transport.Published, record => Assert.Equal(Streams.Signals, record.Stream));
        Assert.Equal(new TargetId("east-1", "etcd", "10.0.0.1:2379"), signals[0].Target);
        Assert.Equal("etcd", signals[^1].Points.Single(point => point.Signal == "etcd_wal_fsync").Component);
        Assert.Equal(150, signals.Count);
        var scores = signals.Skip(1).Select(record => record.Points.Single(point => point.Signal == "etcd_wal_fsync").Score).ToList();
        Assert.All(scores.Take(90), score => Assert.True(score < 4, $"{score} before the drift"));
        Assert.All(scores.TakeLast(30), score => Assert.True(score > 6, $"{score} after it"));
    }

    private static MeterProvider BuildProvider(OtlpEndpoint endpoint, bool exponential)
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            .AddMeter("etcd")
            .SetResourceBuilder(ResourceBuilder.CreateEmpty()
                .AddService("etcd", serviceInstanceId: "10.0.0.1:2379")
                .AddAttributes([new("k8s.cluster.name", "east-1")]))
            .AddOtlpExporter(options =>
            {
                options.Endpoint = endpoint.Address;
                options.Protocol = OtlpExportProtocol.HttpProtobuf;
            });
        if (exponential) builder.AddView(WalFsync, new Base2ExponentialBucketHistogramConfiguration());
        return builder.Build();
    }
}
