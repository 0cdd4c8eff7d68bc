using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Detection.Snapshots;
using Telemetry.Detector.Checkpoints;
using Telemetry.Detector.Observing;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Testing;
using Telemetry.Transport;
using Xunit;
using Xunit.Abstractions;

namespace Telemetry.Detector.Tests.Checkpoints;

public sealed class CheckpointTests(ITestOutputHelper output) : IDisposable
{
    private const int Targets = 50;
    private const int SeriesOfATarget = 2_000;

    private static readonly double[] Bounds = [.. Enumerable.Range(0, 14).Select(i => 0.001 * Math.Pow(2, i))];

    private readonly System.Diagnostics.Metrics.IMeterFactory _meters = Meters.Create();
    private readonly MemoryTransport _transport = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Open_StateOfAnotherVersion_IsRefusedWithItsKeyAndBeginsAnew()
    {
        var processor = Create();
        await processor.ProcessAsync(Records.At(0, new Records().Scrape(1, isSlow: false)), CancellationToken.None);
        await processor.CheckpointAsync(CancellationToken.None);
        var state = _transport.StateOf("detector.observe/0");
        foreach (var value in state.Values) BinaryPrimitives.WriteInt32LittleEndian(value, 4);

        var refused = Assert.Throws<SnapshotException>(() =>
            new CheckpointEntries("any").Read(new StateEntry("offset", state["offset"]), (string _, ref SnapshotReader _) => { }));

        Assert.Equal($"It has version 4; this program reads {CheckpointEntries.Version}.", refused.Message);
        Assert.Null(await Create().OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Open_AHundredThousandSeries_GoesOnAsIfNothingHadBeen()
    {
        var unbroken = Create();
        var writer = new MetricsRecordWriter();
        for (var target = 0; target < Targets; target++) await unbroken.ProcessAsync(Scrape(writer, target, scrape: 1), CancellationToken.None);
        await unbroken.CheckpointAsync(CancellationToken.None);
        var restored = Create();
        var watch = Stopwatch.StartNew();
        Assert.Equal(Targets, await restored.OpenAsync(CancellationToken.None));
        output.WriteLine($"{Targets * SeriesOfATarget} series restored in {watch.Elapsed}, {_transport.StateOf("detector.observe/0").Values.Sum(value => (long)value.Length)} bytes");

        _transport.Published.Clear();
        for (var target = 0; target < Targets; target++)
        {
            await unbroken.ProcessAsync(Scrape(writer, target, scrape: 2), CancellationToken.None);
            await restored.ProcessAsync(Scrape(writer, target, scrape: 2), CancellationToken.None);
        }

        Assert.Equal(2 * Targets, _transport.Published.Count);
        for (var i = 0; i < _transport.Published.Count; i += 2) Assert.Equal(_transport.Published[i].Value, _transport.Published[i + 1].Value);
    }

    private static StreamRecord Scrape(MetricsRecordWriter writer, int target, int scrape)
    {
        var id = new TargetId("c", "apiserver", $"apiserver-{target}");
        writer.Begin(new ScrapeHeader(id, Records.StartMs + (scrape * 15_000), 15, 15_000));
        writer.BeginGauge("apiserver_storage_objects"u8);
        writer.AddNumber(PointAttributes.NoneForNumber, 10);
        writer.BeginHistogram("apiserver_request_duration_seconds"u8);
        var counts = new ulong[Bounds.Length + 1];
        for (var series = 0; series < SeriesOfATarget; series++)
        {
            var builder = new PointAttributesBuilder();
            builder.Begin(PointShape.Histogram);
            builder.Add("resource", $"r{series}");
            builder.Add("verb", "GET");
            counts[series % counts.Length] += (ulong)(scrape * 5);
            writer.AddHistogram(builder.Build(), Bounds, counts, series);
        }

        return new StreamRecord(Streams.Metrics, 0, (target * 1L) + ((scrape - 1) * Targets), Encoding.UTF8.GetBytes(id.ToString()), writer.End().Single().ToArray());
    }

    private ObserveProcessor Create() => new(0, SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, _transport, new DetectorMetrics(_meters), NullLogger.Instance);
}
