using System.Text;
using Telemetry.Contracts;
using Telemetry.Testing.Needs;
using Telemetry.Transport;

namespace Telemetry.ContractTests.Transport;

/// <summary>What every transport promises. Each line of <c>docs/guarantees.md</c> about streams has its test here.</summary>
public abstract partial class TransportContract
{
    private const string Stream = Streams.Incidents;
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    /// <summary>Fresh, empty storage for one stream.</summary>
    protected abstract Task<ITransportBed> CreateBedAsync(string stream);

    [ContractFact]
    public async Task Publish_RecordsOfOneKey_KeepTheirOrder()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        var publishing = Enumerable.Range(0, 5).Select(key => PublishAsync(transport, $"key{key}", Numbered(100)));
        await Task.WhenAll(publishing);

        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(transport, Subscription("g"), partition => new RecordingProcessor(log, partition));
        await log.WaitForRecordsAsync(500, consuming.Task);

        foreach (var ofKey in log.Records.GroupBy(record => record.Key))
        {
            Assert.Equal(Numbered(100), ofKey.Select(record => record.Value));
            Assert.Single(ofKey.Select(record => record.Partition).Distinct());
        }
    }

    [ContractFact]
    public async Task Publish_EmptyValue_ArrivesEmpty()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        await PublishAsync(transport, "k", ["", "after"]);

        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(transport, Subscription("g"), partition => new RecordingProcessor(log, partition));
        await log.WaitForRecordsAsync(2, consuming.Task);

        Assert.Equal(["", "after"], log.Values);
    }

    [ContractFact]
    public async Task Publish_RecordOfTheLimit_PassesAndOneByteMoreIsRefused()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        var key = "key"u8.ToArray();
        var largest = new byte[Streams.MaxRecordBytes - key.Length];
        new Random(7).NextBytes(largest);

        await transport.PublishAsync(Stream, key, largest, default);
        await Assert.ThrowsAsync<RecordTooLargeException>(
            async () => await transport.PublishAsync(Stream, key, new byte[largest.Length + 1], default));

        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(transport, Subscription("g"), partition => new RecordingProcessor(log, partition));
        await log.WaitForRecordsAsync(1, consuming.Task);
        Assert.Equal(Encoding.UTF8.GetString(largest), log.Records.Single().Value);
    }

    [ContractFact]
    public async Task Consume_TwoGroups_EachSeesEveryRecord()
    {
        await using var bed = await CreateBedAsync(Stream);
        await using var transport = await bed.OpenAsync();
        var (first, second) = (new ConsumptionLog(), new ConsumptionLog());
        await using var one = Consuming.Start(transport, Subscription("one"), partition => new RecordingProcessor(first, partition));
        await using var two = Consuming.Start(transport, Subscription("two"), partition => new RecordingProcessor(second, partition));

        await PublishAsync(transport, "k", Numbered(50));
        await first.WaitForRecordsAsync(50, one.Task);
        await second.WaitForRecordsAsync(50, two.Task);

        Assert.Equal(Numbered(50), first.Values);
        Assert.Equal(Numbered(50), second.Values);
    }

    private static StreamSubscription Subscription(string group, TimeSpan? checkpointInterval = null) =>
        new(Stream, group, checkpointInterval ?? TimeSpan.Zero);

    private static List<string> Numbered(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(number => $"{number}")];

    private static async Task PublishAsync(IStreamTransport transport, string key, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            await transport.PublishAsync(Stream, Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(value), default);
        }
    }
}
