using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.ContractTests.Transport.Embedded;

public sealed class VolatileStreamTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Fact]
    public async Task Publish_QueueFull_WaitsForTheSlowestGroup()
    {
        await using var transport = await OpenAsync(new EmbeddedTransportOptions { QueueRecords = 4 });
        transport.DeclareGroup(Streams.Metrics, "slow");
        var fast = new ConsumptionLog();
        await using var reading = Consuming.Start(transport, new(Streams.Metrics, "fast", Never), partition => new RecordingProcessor(fast, partition));
        await PublishAsync(transport, 0, 4);
        await fast.WaitForRecordsAsync(4, reading.Task);

        var fifth = PublishAsync(transport, 4, 1);
        await fast.WaitForRecordsAsync(4, reading.Task);
        Assert.False(fifth.IsCompleted);

        var slow = new ConsumptionLog();
        await using var late = Consuming.Start(transport, new(Streams.Metrics, "slow", Never), partition => new RecordingProcessor(slow, partition));
        await fifth;
        await slow.WaitForRecordsAsync(5, late.Task);
        await fast.WaitForRecordsAsync(5, reading.Task);
        Assert.Equal(["0", "1", "2", "3", "4"], slow.Values);
        Assert.Equal(slow.Values, fast.Values);
    }

    [Fact]
    public async Task Publish_QueueFullByBytes_Waits()
    {
        await using var transport = await OpenAsync(new EmbeddedTransportOptions { QueueBytes = 1 << 20 });
        transport.DeclareGroup(Streams.Metrics, "g");
        await transport.PublishAsync(Streams.Metrics, default, new byte[800_000], default);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await transport.PublishAsync(Streams.Metrics, default, new byte[800_000], patience.Token));
    }

    [Fact]
    public async Task Publish_WaitingPublisherCancelled_LetsTheNextPass()
    {
        await using var transport = await OpenAsync(new EmbeddedTransportOptions { QueueRecords = 1 });
        transport.DeclareGroup(Streams.Metrics, "g");
        await PublishAsync(transport, 0, 1);
        using var impatience = new CancellationTokenSource();
        var given = transport.PublishAsync(Streams.Metrics, default, "given up"u8.ToArray(), impatience.Token).AsTask();
        var next = PublishAsync(transport, 1, 1);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        var log = new ConsumptionLog();
        await using var reading = Consuming.Start(transport, new(Streams.Metrics, "g", Never), partition => new RecordingProcessor(log, partition));
        await next;
        await log.WaitForRecordsAsync(2, reading.Task);

        Assert.Equal(["0", "1"], log.Values);
    }

    [Fact]
    public async Task Publish_NobodyReads_DropsTheOldestAndCounts()
    {
        var meters = Meters.Create();
        using var readings = new MeterReadings(meters);
        await using var transport = await OpenAsync(new EmbeddedTransportOptions { QueueRecords = 4 }, meters);
        await PublishAsync(transport, 0, 10);

        var log = new ConsumptionLog();
        await using var reading = Consuming.Start(transport, new(Streams.Metrics, "g", Never), partition => new RecordingProcessor(log, partition));
        await log.WaitForRecordsAsync(4, reading.Task);

        Assert.Equal(["6", "7", "8", "9"], log.Values);
        Assert.Equal(10, readings.SumOf("telemetry.transport.published", ("stream", Streams.Metrics)));
        Assert.Equal(6, readings.SumOf("telemetry.transport.dropped", ("stream", Streams.Metrics), ("reason", "no_consumer")));
        Assert.Equal(4, readings.SumOf("telemetry.transport.processed", ("stream", Streams.Metrics), ("group", "g")));
    }

    [Fact]
    public async Task Publish_CallerReusesItsMemory_TheRecordStands()
    {
        await using var transport = await OpenAsync(new EmbeddedTransportOptions());
        var value = "before"u8.ToArray();
        await transport.PublishAsync(Streams.Metrics, default, value, default);
        "after."u8.CopyTo(value);

        var log = new ConsumptionLog();
        await using var reading = Consuming.Start(transport, new(Streams.Metrics, "g", Never), partition => new RecordingProcessor(log, partition));
        await log.WaitForRecordsAsync(1, reading.Task);

        Assert.Equal(["before"], log.Values);
    }

    [Fact]
    public async Task Publish_StreamThatIsNone_IsTheProgrammersError()
    {
        await using var transport = await OpenAsync(new EmbeddedTransportOptions());

        await Assert.ThrowsAsync<ArgumentException>(async () => await transport.PublishAsync("nowhere", default, default, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Publish_RandomSizesManyPublishersAndGroups_AgreesWithAPlainList(int seed)
    {
        const int Publishers = 4, Each = 500;
        await using var transport = await OpenAsync(new EmbeddedTransportOptions { QueueRecords = 16, QueueBytes = 1 << 20 });
        var logs = Enumerable.Range(0, 3).Select(_ => new ConsumptionLog()).ToList();
        for (var group = 0; group < logs.Count; group++) transport.DeclareGroup(Streams.Signals, $"g{group}");
        var readers = logs.Select((log, group) => Consuming.Start(
            transport, new(Streams.Signals, $"g{group}", Never), partition => new RecordingProcessor(log, partition))).ToList();

        await Task.WhenAll(Enumerable.Range(0, Publishers).Select(publisher => Task.Run(async () =>
        {
            var random = new Random((seed * 100) + publisher);
            for (var number = 0; number < Each; number++)
            {
                var value = $"{publisher}:{number}:{new string('x', random.Next(2000))}";
                await transport.PublishAsync(Streams.Signals, Encoding.UTF8.GetBytes($"{publisher}"), Encoding.UTF8.GetBytes(value), default);
            }
        })));
        foreach (var (log, reader) in logs.Zip(readers)) await log.WaitForRecordsAsync(Publishers * Each, reader.Task);

        foreach (var log in logs)
        {
            Assert.Equal(logs[0].Values, log.Values);
            foreach (var ofPublisher in log.Records.GroupBy(record => record.Key))
            {
                Assert.Equal(Enumerable.Range(0, Each), ofPublisher.Select(record => int.Parse(record.Value.Split(':')[1])));
            }
        }

        foreach (var reader in readers) await reader.DisposeAsync();
    }

    private static ValueTask<EmbeddedTransport> OpenAsync(EmbeddedTransportOptions options, System.Diagnostics.Metrics.IMeterFactory? meters = null) =>
        EmbeddedTransport.OpenInMemoryAsync(options, TimeProvider.System, meters ?? Meters.Create(), NullLoggerFactory.Instance);

    private static async Task PublishAsync(IStreamTransport transport, int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            await transport.PublishAsync(Streams.Metrics, "k"u8.ToArray(), Encoding.UTF8.GetBytes($"{number}"), default);
        }
    }
}
