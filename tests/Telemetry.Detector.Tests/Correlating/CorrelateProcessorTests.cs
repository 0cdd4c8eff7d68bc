using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Catalog;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Detection.Correlation;
using Telemetry.Detector.Correlating;
using Telemetry.Detector.Observing.Feeds;
using Telemetry.Detector.Observing;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Detector.Tests.Correlating;

public sealed class CorrelateProcessorTests : IDisposable
{
    private readonly System.Diagnostics.Metrics.IMeterFactory _meters = Meters.Create();
    private readonly MemoryTransport _transport = new();

    public void Dispose() => _meters.Dispose();

    [Fact]
    public async Task Process_EtcdAloneScrapedEverySecond_IsPagedWithinAMinuteAndNamedFirst()
    {
        await RunAsync(Create(), await SignalsAsync());

        var page = Incidents().First(record => record.Severity == Severity.Critical);
        Assert.Equal(("etcd", "disk"), (page.Root[0].Component, page.Root[0].Cause));
        Assert.InRange(page.At.ToUnixTimeMilliseconds() - Records.StartMs, 100_000, 160_000);
        Assert.True(page.DecidedBy >= page.At);
        Assert.StartsWith("etcd WAL sync p99", page.Summary, StringComparison.Ordinal);
        Assert.Single(Incidents(), record => record.Change == IncidentChange.Opened);
    }

    [Fact]
    public async Task Process_KilledAndRestarted_GivesTheSameIncidents()
    {
        var signals = await SignalsAsync();
        await RunAsync(Create(), signals);
        var unbroken = Incidents().ConvertAll(Line);
        _transport.Published.Clear();

        var processor = Create();
        await RunAsync(processor, signals.GetRange(0, 110));
        await processor.CheckpointAsync(CancellationToken.None);
        await RunAsync(processor, signals.GetRange(110, 60), firstOffset: 110); // published, then lost with the kill
        var restarted = Create();
        Assert.Equal(110, await restarted.OpenAsync(CancellationToken.None));
        await RunAsync(restarted, signals.GetRange(110, signals.Count - 110), firstOffset: 110);

        Assert.NotEmpty(unbroken);
        Assert.Equal(unbroken, Incidents().ConvertAll(Line).Distinct());
    }

    [Fact]
    public async Task Process_RecordsTwice_AreDoubles()
    {
        var signals = await SignalsAsync();
        await RunAsync(Create(), signals);
        var once = Incidents().ConvertAll(Line);
        _transport.Published.Clear();

        await RunAsync(Create(), [.. signals.SelectMany(signal => new[] { signal, signal })]);

        Assert.Equal(once, Incidents().ConvertAll(Line));
    }

    [Fact]
    public async Task Process_UnknownVersion_IsDeadLettered()
    {
        var signals = await SignalsAsync();
        byte[] newer = [.. signals[0]];
        newer[1] = 99; // the version stands first

        await RunAsync(Create(), [newer, signals[1]]);

        Assert.Single(_transport.Published, record => record.Stream == Streams.DeadLetter);
    }

    private static string Line(IncidentRecord record) => $"{record.IncidentId}/{record.Sequence} {record.Change} {record.At:O} {record.DecidedBy:O} {record.Severity} {record.Summary}";

    private static async Task RunAsync(CorrelateProcessor processor, List<byte[]> records, long firstOffset = 0)
    {
        for (var i = 0; i < records.Count; i++)
            await processor.ProcessAsync(Records.At(firstOffset + i, records[i], Streams.Signals), CancellationToken.None);
    }

    private async Task<List<byte[]>> SignalsAsync()
    {
        var transport = new MemoryTransport();
        var observe = new ObserveProcessor(0, SignalCatalog.BuiltIn, DetectorChoices.BuiltIn, transport, new DetectorMetrics(_meters), NullLogger.Instance);
        var records = Records.Incident();
        for (var i = 0; i < records.Count; i++) await observe.ProcessAsync(Records.At(i, records[i]), CancellationToken.None);
        return [.. transport.Published.Select(record => record.Value)];
    }

    private CorrelateProcessor Create() => new(
        0, SignalCatalog.BuiltIn, new CorrelatorSettings(new EvidenceBudget()), _transport, new DetectorMetrics(_meters), NullLogger.Instance);

    private List<IncidentRecord> Incidents() =>
        [.. _transport.Published.Where(record => record.Stream == Streams.Incidents).Select(record => IncidentCodec.Decode(record.Value, out _)!)];
}
