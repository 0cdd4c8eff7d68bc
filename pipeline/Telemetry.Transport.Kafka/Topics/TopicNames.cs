namespace Telemetry.Transport.Kafka.Topics;

/// <summary>Names of the topics behind the streams.</summary>
internal sealed class TopicNames(KafkaOptions options)
{
    public string Of(string stream) => options.TopicPrefix + stream;
}
