using System.Diagnostics.Metrics;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts;
using Telemetry.Transport.Kafka.Clients;
using Telemetry.Transport.Kafka.Consuming;
using Telemetry.Transport.Kafka.Publishing;
using Telemetry.Transport.Kafka.State;
using Telemetry.Transport.Kafka.Topics;

namespace Telemetry.Transport.Kafka;

/// <summary>Streams on Kafka topics, state on a compacted one. Needs nothing that a 0.9 broker does not have.</summary>
public sealed class KafkaTransport : IStreamTransport
{
    private readonly KafkaClients _clients;
    private readonly TopicNames _names;
    private readonly KafkaPublisher _publisher;
    private readonly TimeProvider _timeProvider;
    private readonly TransportMetrics _metrics;
    private readonly ILogger _logger;

    private KafkaTransport(KafkaClients clients, KafkaOptions options, TimeProvider timeProvider, IMeterFactory meters, ILogger logger)
    {
        _clients = clients;
        _names = new TopicNames(options);
        _timeProvider = timeProvider;
        _metrics = new TransportMetrics(meters);
        _logger = logger;
        _publisher = new KafkaPublisher(clients.CreateProducer(), timeProvider);
        State = new KafkaStateStore(
            _publisher, new StateReader(clients, options.RequestTimeout, timeProvider), _names.Of(Streams.State), options.Partitions, _metrics);
    }

    /// <inheritdoc/>
    public IStateStore State { get; }

    /// <summary>Connects, and checks the topics of the streams that the role uses.</summary>
    /// <exception cref="TransportException">
    /// The settings have errors, no broker answered, or a topic is missing or not compacted; each line names one and the cure.
    /// </exception>
    public static async Task<KafkaTransport> OpenAsync(
        KafkaOptions options, IReadOnlyCollection<string> streams, TimeProvider timeProvider, IMeterFactory meters, ILoggerFactory loggers)
    {
        var clients = new KafkaClients(options, loggers);
        await RefuseUnfitTopicsAsync(clients, options, streams);
        return new KafkaTransport(clients, options, timeProvider, meters, loggers.CreateLogger<KafkaTransport>());
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(
        string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        try
        {
            RecordLimit.Check(stream, key, value);
            var message = new Message<byte[], byte[]> { Key = key.ToArray(), Value = value.ToArray() };
            await _publisher.PublishAsync(new TopicPartition(_names.Of(stream), Partition.Any), message, cancellationToken);
            _metrics.Published(stream);
        }
        catch (TransportException failure)
        {
            _metrics.Failed("publish", failure);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task ConsumeAsync(
        StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor, CancellationToken cancellationToken) =>
        new GroupMember(_clients, _names.Of(subscription.Stream), subscription, createProcessor, _timeProvider, _metrics, _logger)
            .RunAsync(cancellationToken);

    /// <summary>Closes the producer. What was not acknowledged by now was never answered for.</summary>
    public ValueTask DisposeAsync()
    {
        _publisher.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task RefuseUnfitTopicsAsync(KafkaClients clients, KafkaOptions options, IReadOnlyCollection<string> streams)
    {
        using var admin = clients.CreateAdmin();
        var commands = new TopicCommands(options, clients.BootstrapServers);
        var findings = await new TopicInspector(admin, options, commands).InspectAsync(streams);
        var problems = findings.Where(finding => finding.Problem is not null).Select(finding => finding.Problem!).ToList();
        if (problems.Count == 0) return;
        throw new TransportException(
            string.Join(Environment.NewLine, problems.Append("`telemetry topics create` creates what is missing.")), isTransient: false);
    }
}
