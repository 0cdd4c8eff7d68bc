using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.DeadLetters;
using Telemetry.Contracts.Metrics;
using Telemetry.Contracts.Signals;
using Telemetry.Detector.Observing;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Detector.Tests.Observing;

public sealed class ObserveProcessorTests : IDisposable
{
    private readonly System.Diagnostics.Metrics.IMeterFactory _meters = Meters.Create();
    private readonly MemoryTransport _transport = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Process_EtcdSlowsDown_ScoresItAfterSixtyScrapes()
    {
        await RunAsync(Create(), Records.Incident());

        // The first scrape has nothing to subtract from.
        var sync = Signals().Skip(1).Select(record => record.Points.Single(point => point.Signal == "etcd_wal_fsync")).ToList();
        Assert.All(sync.Take(59), point => Assert.Equal(Verdict.Warming, point.Verdict));
        Assert.All(sync.Skip(59), point => Assert.Equal(Verdict.Scored, point.Verdict));
        Assert.All(sync.Take(99), point => Assert.True(point.Score < 4));
        Assert.All(sync.Skip(103).Take(50), point => Assert.True(point.Score > 6));
        Assert.Equal("etcd", sync[^1].Component);
        Assert.InRange(sync[^1].Value, 0.06, 0.3);
        Assert.InRange(sync[^1].Baseline, 0.002, 0.01);
    }

    [Fact]
    public async Task Process_KilledAndRestarted_GivesTheSameSignalsToTheLastBit()
    {
        var records = Records.Incident();
        await RunAsync(Create(), records);
        var unbroken = Signals();
        _transport.Published.Clear();

        var processor = Create();
        await RunAsync(processor, records.GetRange(0, 90));
        await processor.CheckpointAsync(CancellationToken.None);
        await RunAsync(processor, records.GetRange(90, 15), firstOffset: 90); // lost with the kill
        var restarted = Create();
        var offset = await restarted.OpenAsync(CancellationToken.None);
        await RunAsync(restarted, records.GetRange(90, 110), firstOffset: 90);

        Assert.Equal(90, offset);
        Assert.Equal(unbroken.ConvertAll(Line), Signals().ConvertAll(Line).Distinct());
    }

    [Fact]
    public async Task Process_ADoubleAndAnEarlierScrape_AreDropped()
    {
        var records = new Records();
        var (first, second) = (records.Scrape(1, isSlow: false), records.Scrape(2, isSlow: false));

        await RunAsync(Create(), [first, second, second, first]);

        Assert.Equal(2, Signals().Count);
    }

    [Fact]
    public async Task Process_Malformed_IsDeadLetteredAndCostsOnlyItself()
    {
        var records = new Records();
        var good = records.Scrape(1, isSlow: false);

        await RunAsync(Create(), [good, good[..^3], records.Scrape(2, isSlow: false)]);

        Assert.Equal(2, Signals().Count);
        var letter = DeadLetterCodec.Decode(_transport.Published.Single(record => record.Stream == Streams.DeadLetter).Value, out _)!;
        Assert.Equal((Streams.Metrics, 1L, "Truncated"), (letter.Stream, letter.Offset, letter.Reason));
    }

    [Fact]
    public async Task Process_ScrapeInParts_IsScoredOnceWhole()
    {
        var writer = new MetricsRecordWriter(maxBytes: 700);
        writer.Begin(new ScrapeHeader(Records.Target, Records.StartMs, 15, 1000));
        for (var i = 0; i < 40; i++)
        {
            writer.BeginGauge("etcd_server_has_leader"u8);
            writer.AddNumber(PointAttributes.NoneForNumber, 1);
        }

        var parts = writer.End().Select(part => part.ToArray()).ToList();
        Assert.True(parts.Count > 1);

        await RunAsync(Create(), parts);

        Assert.Single(Signals());
    }

    [Fact]
    public async Task Open_OneTargetsStateIsDamaged_BeginsItAnewAndKeepsTheOffset()
    {
        var processor = Create();
        await RunAsync(processor, Records.Incident().GetRange(0, 70));
        await processor.CheckpointAsync(CancellationToken.None);
        var state = _transport.StateOf("detector.observe/0");
        var key = state.Keys.Single(name => name.StartsWith("of/", StringComparison.Ordinal));
        state[key] = state[key][..100];

        var restarted = Create();

        Assert.Equal(70, await restarted.OpenAsync(CancellationToken.None));
        _transport.Published.Clear();
        await RunAsync(restarted, Records.Incident().GetRange(70, 1), firstOffset: 70);
        Assert.Equal(Verdict.Warming, Signals()[0].Points.Single(point => point.Signal == "etcd_leader").Verdict);
    }

    [Fact]
    public async Task Open_StoreCannotBeRead_BeginsAnew()
    {
        _transport.Broken.Add("detector.observe/0");

        Assert.Null(await Create().OpenAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Process_TargetIsDown_SaysSoAfterAMinute()
    {
        var records = new Records();
        await RunAsync(Create(), [.. Enumerable.Range(0, 200).Select(second => records.Scrape(second, isSlow: false, isUp: second < 100))]);

        var up = Signals().ConvertAll(record => record.Points.Single(point => point.Signal == "target_up"));
        Assert.All(up.Take(100), point => Assert.Equal(0, point.Score));
        Assert.True(up[150].Score < 4);
        Assert.True(up[165].Score > 6);
    }

    private static string Line(SignalRecord record) => $"{record.ScrapeTimeMs} {string.Join(' ', record.Points)}";

    private static async Task RunAsync(ObserveProcessor processor, List<byte[]> records, long firstOffset = 0)
    {
        for (var i = 0; i < records.Count; i++) await processor.ProcessAsync(Records.At(firstOffset + i, records[i]), CancellationToken.None);
    }

    private ObserveProcessor Create() => new(0, SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, _transport, new DetectorMetrics(_meters), NullLogger.Instance);

    private List<SignalRecord> Signals() =>
        [.. _transport.Published.Where(record => record.Stream == Streams.Signals).Select(record => SignalCodec.Decode(record.Value, out _)!)];
}
