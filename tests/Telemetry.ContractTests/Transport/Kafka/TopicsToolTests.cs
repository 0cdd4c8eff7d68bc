using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Testing;
using Telemetry.Testing.Kafka;
using Telemetry.Testing.Needs;
using Telemetry.Transport;
using Telemetry.Transport.Kafka;
using Telemetry.Transport.Kafka.Topics;

namespace Telemetry.ContractTests.Transport.Kafka;

[NeedsLibrary("librdkafka.so.1")]
public sealed class TopicsToolTests : IAsyncLifetime
{
    private readonly AdminStandIn _broker = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _broker.DisposeAsync();
        Assert.Empty(_broker.Violations);
    }

    [ContractFact]
    public async Task Create_NothingThere_CreatesEveryTopicAndCompactsState()
    {
        var (code, lines) = await RunAsync(tool => tool.CreateAsync);

        Assert.Equal(0, code);
        Assert.Equal(Streams.All.Select(stream => $"{stream}: created with 4 partitions"), lines);
        Assert.Equal(Streams.All.Order(StringComparer.Ordinal), _broker.Topics.Keys.Order(StringComparer.Ordinal));
        Assert.All(_broker.Topics.Values, topic => Assert.Equal(4, topic.Partitions));
        Assert.Equal("compact", _broker.Topics[Streams.State].Settings["cleanup.policy"]);
        Assert.Equal("3600000", _broker.Topics[Streams.Metrics].Settings["retention.ms"]);
    }

    [ContractFact]
    public async Task Create_SomeThere_CreatesTheRest()
    {
        _broker.Topics[Streams.Metrics] = new StandInTopic(7, 1, new Dictionary<string, string>());

        var (code, lines) = await RunAsync(tool => tool.CreateAsync);

        Assert.Equal(0, code);
        Assert.Contains($"{Streams.Metrics}: 7 partitions", lines);
        Assert.Equal(7, _broker.Topics[Streams.Metrics].Partitions);
        Assert.Equal(Streams.All.Count, _broker.Topics.Count);
    }

    [ContractFact]
    public async Task Create_BrokerRefuses_SaysWhyAndFails()
    {
        var (code, lines) = await RunAsync(tool => tool.CreateAsync, replicas: 3);

        Assert.Equal(1, code);
        Assert.All(lines, line => Assert.Contains("larger than available brokers", line, StringComparison.Ordinal));
        Assert.Empty(_broker.Topics);
    }

    [ContractFact]
    public async Task Check_EverythingThere_SaysSo()
    {
        await RunAsync(tool => tool.CreateAsync);

        var (code, lines) = await RunAsync(tool => tool.CheckAsync);

        Assert.Equal(0, code);
        Assert.Contains($"{Streams.State}: 4 partitions, compacted", lines);
    }

    [ContractFact]
    public async Task Check_MissingAndUncompacted_GivesTheLinesThatCure()
    {
        _broker.Topics[Streams.State] = new StandInTopic(4, 1, new Dictionary<string, string> { ["cleanup.policy"] = "delete" });

        var (code, lines) = await RunAsync(tool => tool.CheckAsync);

        Assert.Equal(1, code);
        Assert.Contains(lines, line => line.Contains($"kafka-topics --create --bootstrap-server 127.0.0.1:{_broker.Port} --topic {Streams.Metrics} --partitions 4", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains($"kafka-configs --alter --bootstrap-server 127.0.0.1:{_broker.Port} --entity-type topics --entity-name {Streams.State} --add-config cleanup.policy=compact", StringComparison.Ordinal));
    }

    [ContractFact]
    public async Task Check_StateTopicWithTooFewPartitions_IsAProblem()
    {
        _broker.Topics[Streams.State] = new StandInTopic(2, 1, new Dictionary<string, string> { ["cleanup.policy"] = "compact" });

        var (_, lines) = await RunAsync(tool => tool.CheckAsync);

        Assert.Contains(lines, line => line.Contains("set kafka.partitions to 2", StringComparison.Ordinal));
    }

    [ContractFact]
    public async Task Role_MissingTopic_RefusesToStartWithTheCure()
    {
        var failure = await Assert.ThrowsAsync<TransportException>(() => OpenAsync(Streams.Metrics));

        Assert.Contains($"{Streams.Metrics} is missing: kafka-topics --create", failure.Message, StringComparison.Ordinal);
        Assert.Contains("telemetry topics create", failure.Message, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Role_UncompactedState_RefusesToStartWithTheCure()
    {
        _broker.Topics[Streams.State] = new StandInTopic(4, 1, new Dictionary<string, string> { ["cleanup.policy"] = "compact,delete" });

        var failure = await Assert.ThrowsAsync<TransportException>(() => OpenAsync(Streams.State));

        Assert.Contains("cleanup.policy=compact", failure.Message, StringComparison.Ordinal);
    }

    [ContractFact]
    public async Task Role_EveryTopicFit_Starts()
    {
        await RunAsync(tool => tool.CreateAsync);

        await using var transport = await OpenAsync(Streams.Metrics, Streams.State);
    }

    private KafkaOptions Options(int replicas = 1) => new()
    {
        Properties = new Dictionary<string, string>(_broker.Properties),
        Partitions = 4,
        ReplicationFactor = replicas,
        Retention = TimeSpan.FromHours(1),
    };

    private async Task<(int Code, string[] Lines)> RunAsync(Func<TopicsTool, Func<TextWriter, Task<int>>> verb, int replicas = 1)
    {
        using var output = new StringWriter();
        var code = await verb(new TopicsTool(Options(replicas), NullLoggerFactory.Instance))(output);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private Task<KafkaTransport> OpenAsync(params string[] streams) =>
        KafkaTransport.OpenAsync(Options(), streams, TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
}
