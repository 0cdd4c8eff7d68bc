using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Metrics;
using Telemetry.Contracts.Signals;
using Telemetry.Detector.Observing;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Detector.Tests.Observing;

/// <summary>Two collectors scrape a target while shards change hands: the detector takes each slot once.</summary>
public sealed class SlotTests : IDisposable
{
    private readonly System.Diagnostics.Metrics.IMeterFactory _meters = Meters.Create();
    private readonly MemoryTransport _transport = new();

    [Fact]
    public async Task Scrape_MadeAgainForItsSlot_IsDropped()
    {
        using var readings = new MeterReadings(_meters);

        await RunAsync([.. Scrape(0, slot: 7), .. Scrape(300, slot: 7), .. Scrape(1000, slot: 8), .. Scrape(1300, slot: 8), .. Scrape(1400, slot: 7)]);

        Assert.Equal([0, 1000], Taken());
        Assert.Equal(3, readings.SumOf("telemetry.detector.dropped", ("reason", "double")));
    }

    [Fact]
    public async Task Scrape_OfAnotherInterval_IsNotComparedByItsSlot()
    {
        await RunAsync([.. Scrape(0, slot: 700), .. Scrape(1000, slot: 8, intervalMs: 5000), .. Scrape(6000, slot: 9, intervalMs: 5000)]);

        Assert.Equal([0, 1000, 6000], Taken());
    }

    [Fact]
    public async Task Scrape_InParts_IsNotMixedWithTheSameMadeAgain()
    {
        var (first, again) = (Scrape(0, slot: 7, points: 40), Scrape(300, slot: 7, points: 40));
        Assert.True(first.Count > 1);

        await RunAsync([.. first.Zip(again).SelectMany(pair => (byte[][])[pair.First, pair.Second]), .. Scrape(1000, slot: 8)]);

        Assert.Equal([0, 1000], Taken());
    }

    [Fact]
    public async Task Scrape_InParts_IsNotEndedByAnEarlierOneThatComesLate()
    {
        var (late, whole) = (Scrape(0, slot: 6), Scrape(1000, slot: 7, points: 40));

        await RunAsync([whole[0], .. late, .. whole[1..], .. Scrape(2000, slot: 8)]);

        Assert.Equal([1000, 2000], Taken());
    }

    [Fact]
    public async Task Target_ThatEnds_IsForgottenWithTheCheckpoint()
    {
        var processor = Create();
        await RunAsync([.. Scrape(0, slot: 7), .. Scrape(1000, slot: 0, ends: true)], processor);
        await processor.CheckpointAsync(CancellationToken.None);

        Assert.Equal([false, true], Signals().ConvertAll(record => record.Ends));
        Assert.DoesNotContain(_transport.StateOf("detector.observe/0").Keys, key => key.StartsWith("of/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Target_ThatComesBackAfterItsEnd_IsKept()
    {
        var processor = Create();
        await RunAsync([.. Scrape(0, slot: 7), .. Scrape(1000, slot: 0, ends: true), .. Scrape(2000, slot: 9)], processor);
        await processor.CheckpointAsync(CancellationToken.None);

        Assert.Contains(_transport.StateOf("detector.observe/0").Keys, key => key.StartsWith("of/", StringComparison.Ordinal));
    }

    public void Dispose() => _meters.Dispose();

    private static List<byte[]> Scrape(long afterMs, long slot, long intervalMs = 1000, int points = 1, bool ends = false)
    {
        var writer = new MetricsRecordWriter(maxBytes: 700);
        writer.Begin(new ScrapeHeader(Records.Target, Records.StartMs + afterMs, 15, intervalMs) { Slot = slot, Ends = ends });
        for (var i = 0; i < points; i++)
        {
            writer.BeginGauge("etcd_server_has_leader"u8);
            if (ends) writer.AddStale(PointAttributes.NoneForNumber);
            else writer.AddNumber(PointAttributes.NoneForNumber, 1);
        }
        return [.. writer.End().Select(part => part.ToArray())];
    }

    private async Task RunAsync(List<byte[]> records, ObserveProcessor? processor = null)
    {
        processor ??= Create();
        for (var i = 0; i < records.Count; i++) await processor.ProcessAsync(Records.At(i, records[i]), CancellationToken.None);
    }

    private ObserveProcessor Create() => new(0, SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, _transport, new DetectorMetrics(_meters), NullLogger.Instance);

    private List<long> Taken() => Signals().ConvertAll(record => record.ScrapeTimeMs - Records.StartMs);

    private List<SignalRecord> Signals() =>
        [.. _transport.Published.Where(record => record.Stream == Streams.Signals).Select(record => SignalCodec.Decode(record.Value, out _)!)];
}
