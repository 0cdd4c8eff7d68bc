using Telemetry.Testing.Needs;

namespace Telemetry.ContractTests.Transport;

public abstract partial class TransportContract
{
    [ContractFact]
    public async Task Consume_AfterACheckpoint_GoesOnBehindIt()
    {
        await using var bed = await CreateBedAsync(Stream);
        var log = new ConsumptionLog();
        await ConsumeAllAndStopAsync(bed, log, publish: Numbered(10), expected: 10);
        await ConsumeAllAndStopAsync(bed, log, publish: Numbered(10, from: 10), expected: 20);

        Assert.Equal(Numbered(20), log.Values);
    }

    [ContractFact]
    public async Task Consume_EagerInterval_ChecksPointsWithoutBeingStopped()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(transport, Subscription("g"), partition => new RecordingProcessor(log, partition));

        await PublishAsync(transport, "k", Numbered(3));

        await log.WaitForAsync(seen => seen.Records.Count == 3 && seen.CountOf(RecordingProcessor.Checkpointed) > 0, consuming.Task);
    }

    [ContractFact]
    public async Task Consume_Cancelled_EndsWithALastCheckpointAndDisposesTheProcessor()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(
            transport, Subscription("g", Never), partition => new RecordingProcessor(log, partition));
        await PublishAsync(transport, "k", Numbered(5));
        await log.WaitForRecordsAsync(5, consuming.Task);
        Assert.Equal(0, log.CountOf(RecordingProcessor.Checkpointed));

        await consuming.StopAsync();

        Assert.Equal(1, log.CountOf(RecordingProcessor.Checkpointed));
        Assert.Equal(log.CountOf(RecordingProcessor.Opened), log.CountOf(RecordingProcessor.Disposed));
    }

    [ContractFact]
    public async Task Consume_CancelledWhileAProcessorOpens_Returns()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        using var stop = new CancellationTokenSource();

        await transport.ConsumeAsync(
            Subscription("g"),
            partition => new RecordingProcessor(new ConsumptionLog(), partition)
            {
                BeforeOpening = () =>
                {
                    stop.Cancel();
                    stop.Token.ThrowIfCancellationRequested();
                },
            },
            stop.Token);

        Assert.True(stop.IsCancellationRequested);
    }

    [ContractFact]
    public async Task Consume_ProcessorThrows_EndsWithThatExceptionAndWithoutACheckpoint()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(transport, Subscription("g", Never), partition => Failing(log, partition, at: "3"));
        await PublishAsync(transport, "k", Numbered(5));

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => consuming.Task);

        Assert.Equal("accident", failure.Message);
        Assert.Equal(["0", "1", "2"], log.Values);
        Assert.Equal(0, log.CountOf(RecordingProcessor.Checkpointed));
        Assert.Equal(log.CountOf(RecordingProcessor.Opened), log.CountOf(RecordingProcessor.Disposed));
    }

    [ContractFact]
    public async Task Consume_ProcessorCannotOpen_EndsWithThatException()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(
            transport, Subscription("g"), partition => new RecordingProcessor(log, partition) { BeforeOpening = () => Fail(now: true) });

        await Assert.ThrowsAsync<InvalidDataException>(() => consuming.Task);
    }

    [ContractFact]
    public async Task Consume_CheckpointFails_EndsWithThatExceptionAndShowsTheRecordsAgain()
    {
        await using var bed = await CreateBedAsync(Stream);
        var log = new ConsumptionLog();
        await using (var transport = await bed.OpenAsync())
        {
            await PublishAsync(transport, "k", Numbered(3));
            await using var failing = Consuming.Start(
                transport, Subscription("g"), partition => new RecordingProcessor(log, partition) { BeforeCheckpoint = () => Fail(now: true) });
            await Assert.ThrowsAsync<InvalidDataException>(() => failing.Task);
        }

        var again = new ConsumptionLog();
        await ConsumeAllAndStopAsync(bed, again, publish: [], expected: 3);

        Assert.Equal(Numbered(3), again.Values);
    }

    [ContractFact]
    public async Task Consume_CrashWithoutCheckpoint_ShowsTheRecordsAgain()
    {
        await using var bed = await CreateBedAsync(Stream);
        var log = new ConsumptionLog();
        await ConsumeAllAndStopAsync(bed, log, publish: Numbered(4), expected: 4);
        await using (var transport = await bed.OpenAsync())
        {
            await PublishAsync(transport, "k", Numbered(6, from: 4));
            await using var crashing = Consuming.Start(transport, Subscription("g", Never), partition => Failing(log, partition, at: "7"));
            await Assert.ThrowsAsync<InvalidDataException>(() => crashing.Task);
        }

        await ConsumeAllAndStopAsync(bed, log, publish: [], expected: 4 + 3 + 6);

        Assert.Equal([.. Numbered(7), .. Numbered(6, from: 4)], log.Values);
    }

    [ContractFact]
    public async Task Consume_StateNamesAnOffset_BeginsThere()
    {
        await using var bed = await CreateBedAsync(Stream);
        var first = new ConsumptionLog();
        await ConsumeAllAndStopAsync(bed, first, publish: Numbered(10), expected: 10);
        var fifth = first.Records[5];
        await using var transport = await bed.OpenAsync();

        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(
            transport, Subscription("g"),
            partition => new RecordingProcessor(log, partition) { Start = partition == fifth.Partition ? fifth.Offset : null });
        await log.WaitForRecordsAsync(5, consuming.Task);

        Assert.Equal(Numbered(5, from: 5), log.Values);
    }

    [ContractFact]
    public async Task Consume_StateNamesAnOffsetThatIsNotHeld_BeginsAtTheEarliest()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        await PublishAsync(transport, "k", Numbered(3));

        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(
            transport, Subscription("g"), partition => new RecordingProcessor(log, partition) { Start = 1_000_000 });
        await log.WaitForRecordsAsync(3, consuming.Task);

        Assert.Equal(Numbered(3), log.Values);
    }

    private static RecordingProcessor Failing(ConsumptionLog log, int partition, string at, string member = "") =>
        new(log, partition, member) { BeforeRecord = record => Fail(record.Value == at) };

    private static void Fail(bool now)
    {
        if (now) throw new InvalidDataException("accident");
    }

    private static async Task ConsumeAllAndStopAsync(ITransportBed bed, ConsumptionLog log, IEnumerable<string> publish, int expected)
    {
        await using var transport = await bed.OpenAsync();
        await PublishAsync(transport, "k", publish);
        await using var consuming = Consuming.Start(transport, Subscription("g"), partition => new RecordingProcessor(log, partition));
        await log.WaitForRecordsAsync(expected, consuming.Task);
        await consuming.StopAsync();
    }
}
