using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.ContractTests.Transport.Embedded;

public sealed class EmbeddedDrainTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Fact]
    public async Task Drain_AChainOfRoles_EndsWhenTheLastHasCheckpointed()
    {
        await using var transport = await OpenAsync();
        var log = new ConsumptionLog();
        transport.DeclareGroup(Streams.Metrics, "observe");
        transport.DeclareGroup(Streams.Signals, "correlate");
        await PublishAsync(transport, Streams.Metrics, 100);
        await using var observe = Consuming.Start(
            transport, new(Streams.Metrics, "observe", Never), _ => new ForwardingProcessor(transport, Streams.Signals, log));
        await using var correlate = Consuming.Start(
            transport, new(Streams.Signals, "correlate", Never), _ => new ForwardingProcessor(transport, Streams.Incidents, log));
        await using var page = Consuming.Start(
            transport, new(Streams.Incidents, "page", Never), partition => new RecordingProcessor(log, partition));
        await log.WaitForAsync(seen => seen.CountOf(RecordingProcessor.Opened) == 1);

        await transport.DrainAsync(new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token);

        Assert.Equal(100, log.Records.Count);
        Assert.Equal(2, log.CountOf(ForwardingProcessor.Checkpointed));
        Assert.Equal(1, log.CountOf(RecordingProcessor.Checkpointed));
    }

    [Fact]
    public async Task Drain_GroupThatNeverReads_WaitsUntilCancelled()
    {
        await using var transport = await OpenAsync();
        transport.DeclareGroup(Streams.Metrics, "observe");
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => transport.DrainAsync(patience.Token));
    }

    [Fact]
    public async Task Snapshot_AfterDrain_HoldsStateStreamsAndPositions()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("telemetry-test-").FullName, "snapshot");
        var log = new ConsumptionLog();
        await using (var transport = await OpenAsync())
        {
            await transport.State.CommitAsync("owner/0", [new("k", new byte[] { 42 })], default);
            await PublishAsync(transport, Streams.Incidents, 3);
            await using var page = Consuming.Start(transport, new(Streams.Incidents, "page", Never), partition => new RecordingProcessor(log, partition));
            await log.WaitForRecordsAsync(1, page.Task);
            await transport.SaveSnapshotAsync(path, default);
            await transport.DrainAsync(default);
            await transport.SaveSnapshotAsync(path, default);
        }

        await using var restored = await EmbeddedTransport.OpenSnapshotAsync(
            path, new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        await PublishAsync(restored, Streams.Incidents, 1, from: 3);
        await using var again = Consuming.Start(restored, new(Streams.Incidents, "page", Never), partition => new RecordingProcessor(log, partition));
        await log.WaitForRecordsAsync(4, again.Task);

        Assert.Equal(["0", "1", "2", "3"], log.Values);
        Assert.Equal([42], (await restored.State.LoadAsync("owner/0", default)).Single().Value!.Value.ToArray());
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task Snapshot_ThatIsNotThere_IsToldAndNotCreated()
    {
        var path = Path.Combine(Path.GetTempPath(), $"telemetry-{Guid.NewGuid():N}");

        var failure = await Assert.ThrowsAsync<TransportException>(async () => await EmbeddedTransport.OpenSnapshotAsync(
            path, new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance));

        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task Snapshot_OfARestart_NeverHoldsOffsetsOfTheQueueBefore()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("telemetry-test-").FullName, "snapshot");
        var log = new ConsumptionLog();
        await using (var transport = await OpenAsync())
        {
            await ConsumeAsync(transport, start: null, publish: 5, total: 5);
            await transport.SaveSnapshotAsync(path, default);
        }

        var beforeRestart = log.Records[^1].Offset + 1;
        await using var restored = await EmbeddedTransport.OpenSnapshotAsync(
            path, new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        await ConsumeAsync(restored, start: beforeRestart, publish: 10, total: 15);

        Assert.Equal(15, log.Records.Count);
        Assert.True(log.Records[5].Offset > beforeRestart);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        async Task ConsumeAsync(EmbeddedTransport transport, long? start, int publish, int total)
        {
            await PublishAsync(transport, Streams.Metrics, publish);
            await using var consuming = Consuming.Start(
                transport, new(Streams.Metrics, "g", Never), partition => new RecordingProcessor(log, partition) { Start = start });
            await log.WaitForRecordsAsync(total, consuming.Task);
        }
    }

    private static ValueTask<EmbeddedTransport> OpenAsync() => EmbeddedTransport.OpenInMemoryAsync(
        new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);

    private static async Task PublishAsync(IStreamTransport transport, string stream, int count, int from = 0)
    {
        for (var number = from; number < from + count; number++)
        {
            await transport.PublishAsync(stream, "k"u8.ToArray(), Encoding.UTF8.GetBytes($"{number}"), default);
        }
    }
}
