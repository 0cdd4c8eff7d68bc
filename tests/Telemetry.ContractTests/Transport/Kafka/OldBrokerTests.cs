using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Testing.Needs;
using Telemetry.Transport;
using Telemetry.Transport.Kafka.Topics;

namespace Telemetry.ContractTests.Transport.Kafka;

[Collection(BrokerCollection.Name)]
[NeedsPrograms("npm", "java")]
[NeedsLibrary("librdkafka.so.1")]
public sealed class OldBrokerTests(BrokerCollection.Fixture fixture)
{
    [ContractFact]
    public async Task TopicsTool_BrokerWithoutAdminRequests_SeesPresenceAndPrintsTheLines()
    {
        var broker = await fixture.GetAsync();
        var bed = await KafkaBed.CreateAsync(broker.Properties, Streams.State, broker.CreateTopicAsync);
        var tool = new TopicsTool(bed.Options, NullLoggerFactory.Instance);
        using var checking = new StringWriter();
        using var creating = new StringWriter();

        Assert.Equal(1, await tool.CheckAsync(checking));
        Assert.Equal(1, await tool.CreateAsync(creating));

        var state = bed.Options.TopicPrefix + Streams.State;
        var metrics = bed.Options.TopicPrefix + Streams.Metrics;
        Assert.Contains($"{state}: 3 partitions; this broker does not say whether it is compacted", checking.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{metrics} is missing", checking.ToString(), StringComparison.Ordinal);
        Assert.Contains($"kafka-topics --create --bootstrap-server {broker.BootstrapServers} --topic {metrics}", creating.ToString(), StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task BrokerKilled_AcknowledgedRecords_AreThereWhenItIsBack()
    {
        var broker = await fixture.GetAsync();
        var bed = await KafkaBed.CreateAsync(broker.Properties, Streams.Incidents, broker.CreateTopicAsync);
        await using var transport = await bed.OpenAsync();
        var log = new ConsumptionLog();
        await using var consuming = Consuming.Start(
            transport, new(Streams.Incidents, "g", TimeSpan.Zero), partition => new RecordingProcessor(log, partition));
        await PublishAsync(0, 20);
        await log.WaitForRecordsAsync(20, consuming.Task);

        await broker.KillBrokerAsync();
        var during = PublishAsync(20, 20);
        await broker.StartBrokerAsync();
        await during;

        await log.WaitForAsync(seen => seen.Values.Distinct().Count() == 40, consuming.Task);
        Assert.Equal(Enumerable.Range(0, 40).Select(number => $"{number}"), log.Values.Distinct());

        async Task PublishAsync(int from, int count)
        {
            for (var number = from; number < from + count; number++)
            {
                while (!await TryPublishAsync(number)) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }

        // A broker that has only just come back may not know its topics yet.
        async Task<bool> TryPublishAsync(int number)
        {
            try
            {
                await transport.PublishAsync(Streams.Incidents, "k"u8.ToArray(), Encoding.UTF8.GetBytes($"{number}"), default);
                return true;
            }
            catch (TransportException failure) when (failure.IsTransient)
            {
                return false;
            }
        }
    }
}
