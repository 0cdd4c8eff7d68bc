using System.Globalization;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace Telemetry.Transport.Kafka.Clients;

/// <summary>Builds the clients of one transport from one set of properties: ours first, the operator's over them.</summary>
internal sealed partial class KafkaClients
{
    /// <summary>Logs about a property that belongs to the other kind of client; the operator writes one set for both.</summary>
    private const string MisplacedProperty = "CONFWARN";

    /// <summary>librdkafka's own default.</summary>
    private const string DefaultSessionTimeoutMs = "45000";

    private readonly Dictionary<string, string> _properties;
    private readonly ILogger _logger;

    /// <exception cref="TransportException">The properties have errors, or the client library is missing.</exception>
    public KafkaClients(KafkaOptions options, ILoggerFactory loggers)
    {
        LibrdkafkaLibrary.EnsureFound();
        _properties = KafkaProperties.Resolve(options.Properties);
        _logger = loggers.CreateLogger("Telemetry.Transport.Kafka.Client");
    }

    /// <summary>How long a member of a group is missed before its partitions go to another.</summary>
    public TimeSpan SessionTimeout => TimeSpan.FromMilliseconds(
        int.Parse(_properties.GetValueOrDefault("session.timeout.ms", DefaultSessionTimeoutMs), CultureInfo.InvariantCulture));

    /// <summary>Addresses of the brokers, for messages.</summary>
    public string BootstrapServers => _properties[KafkaProperties.BootstrapServers];

    /// <summary>
    /// Properties of the producer. Where the brokers know idempotence, retries neither double nor reorder; elsewhere one request in
    /// flight keeps the order. Keys are spread as Java producers spread them. LZ4 is what brokers of every age read.
    /// </summary>
    internal Dictionary<string, string> ProducerProperties => With(
        ("acks", "all"),
        BrokerAge.MayBe(BrokerAge.KnowsIdempotence, _properties)
            ? ("enable.idempotence", "true")
            : ("max.in.flight.requests.per.connection", "1"),
        ("compression.codec", "lz4"),
        ("queue.buffering.max.kbytes", "65536"),
        ("queue.buffering.max.messages", "10000"),
        ("partitioner", "murmur2"),
        ("linger.ms", "5"));

    /// <summary>A producer whose acknowledgement means that all in-sync replicas have the record. Its queue is bounded.</summary>
    public IProducer<byte[], byte[]> CreateProducer() => Build(
        () => new ProducerBuilder<byte[], byte[]>(ProducerProperties)
            .SetLogHandler((_, message) => OnLog(message))
            .SetErrorHandler((_, error) => OnError(error))
            .Build());

    /// <summary>
    /// A member of a group. We store a position after the state that includes it; the client commits stored positions in the background
    /// and when it gives a partition back, so a dead broker never blocks the member.
    /// </summary>
    public ConsumerBuilder<byte[], byte[]> ConfigureConsumer(string group) => new ConsumerBuilder<byte[], byte[]>(With(
            ("group.id", group),
            ("enable.auto.offset.store", "false"),
            ("enable.auto.commit", "true"),
            ("auto.commit.interval.ms", "1000"),
            ("auto.offset.reset", "earliest"),
            ("enable.partition.eof", "true"),
            ("queued.max.messages.kbytes", "16384")))
        .SetLogHandler((_, message) => OnLog(message))
        .SetErrorHandler((_, error) => OnError(error));

    /// <summary>A reader of whole partitions, in no group.</summary>
    public IConsumer<byte[], byte[]> CreateReader() => Build(
        () => new ConsumerBuilder<byte[], byte[]>(With(
                ("group.id", "telemetry.reader"),
                ("enable.auto.commit", "false"),
                ("enable.partition.eof", "true"),
                ("auto.offset.reset", "earliest"),
                ("queued.max.messages.kbytes", "16384")))
            .SetLogHandler((_, message) => OnLog(message))
            .SetErrorHandler((_, error) => OnError(error))
            .Build());

    public IAdminClient CreateAdmin() => Build(
        () => new AdminClientBuilder(With())
            .SetLogHandler((_, message) => OnLog(message))
            .SetErrorHandler((_, error) => OnError(error))
            .Build());

    /// <summary>Builds a client; what librdkafka finds wrong with the properties becomes a settings error.</summary>
    public static T Build<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception e) when (e is InvalidOperationException or KafkaException or ArgumentException)
        {
            throw new TransportException($"kafka.properties: {e.Message}", isTransient: false, e);
        }
    }

    private Dictionary<string, string> With(params ReadOnlySpan<(string Name, string Value)> ours)
    {
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in ours) merged[name] = value;
        foreach (var (name, value) in _properties) merged[name] = value;
        return merged;
    }

    private void OnLog(LogMessage message)
    {
        if (message.Facility == MisplacedProperty) return;
        Log.FromLibrary(_logger, message.Level <= SyslogLevel.Error ? LogLevel.Warning : LogLevel.Debug, message.Facility, message.Message);
    }

    private void OnError(Error error) => Log.Trouble(_logger, error.Code, error.Reason);

    private static partial class Log
    {
        [LoggerMessage(EventId = 250, Message = "librdkafka {Facility}: {Text}")]
        public static partial void FromLibrary(ILogger logger, LogLevel level, string facility, string text);

        [LoggerMessage(251, LogLevel.Warning, "Kafka: {Code}: {Reason}; the client goes on trying")]
        public static partial void Trouble(ILogger logger, ErrorCode code, string reason);
    }
}
