using System.Globalization;
using Telemetry.Contracts;

namespace Telemetry.Transport.Kafka.Topics;

/// <summary>Settings of our topics, and the lines of Kafka's own tools that make them so.</summary>
internal sealed class TopicCommands(KafkaOptions options, string bootstrapServers)
{
    public const string CleanupPolicy = "cleanup.policy";
    public const string Compact = "compact";

    /// <summary>Settings of a stream's topic at creation.</summary>
    public Dictionary<string, string> SettingsOf(string stream) => Streams.IsCompacted(stream)
        ? new(StringComparer.Ordinal) { [CleanupPolicy] = Compact }
        : new(StringComparer.Ordinal) { ["retention.ms"] = options.Retention.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture) };

    /// <summary>Creates the topic; brokers older than 2.2 want <c>--zookeeper HOST:2181</c> in place of <c>--bootstrap-server</c>.</summary>
    public string Create(string stream, string topic) =>
        $"kafka-topics --create --bootstrap-server {bootstrapServers} --topic {topic} --partitions {options.Partitions} "
        + $"--replication-factor {options.ReplicationFactor} "
        + string.Join(' ', SettingsOf(stream).Select(setting => $"--config {setting.Key}={setting.Value}"));

    public string MakeCompacted(string topic) =>
        $"kafka-configs --alter --bootstrap-server {bootstrapServers} --entity-type topics --entity-name {topic} --add-config {CleanupPolicy}={Compact}";
}
