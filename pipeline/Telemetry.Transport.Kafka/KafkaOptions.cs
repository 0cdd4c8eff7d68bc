using System.ComponentModel.DataAnnotations;
using Telemetry.Transport.Kafka.Clients;

namespace Telemetry.Transport.Kafka;

/// <summary>Settings under <c>kafka</c>.</summary>
public sealed class KafkaOptions : IValidatableObject
{
    public const int DefaultPartitions = 12;
    public const int DefaultReplicationFactor = 3;
    public static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(3);
    public static readonly TimeSpan DefaultRequestTimeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Any property of librdkafka by its own name, for producers and consumers alike; it wins over what we would set.
    /// The few that delivery rests on are refused. <c>NAME_file</c> reads the value of <c>NAME</c> from a file, for secrets.
    /// </summary>
    public Dictionary<string, string> Properties { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Put before every topic's name, so that several installations can share brokers.</summary>
    [RegularExpression("^[a-zA-Z0-9._-]{0,200}$", ErrorMessage = "only letters, digits, dots, underscores and dashes")]
    public string TopicPrefix { get; set; } = "";

    /// <summary>
    /// Partitions of a topic that is created. The state topic must keep at least as many: owners are spread over that number.
    /// </summary>
    [Range(1, 1000)]
    public int Partitions { get; set; } = DefaultPartitions;

    /// <summary>Replicas of a topic that is created.</summary>
    [Range(1, 100)]
    public int ReplicationFactor { get; set; } = DefaultReplicationFactor;

    /// <summary>How long a broker keeps the records of a topic that is created; the state topic is compacted instead.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = DefaultRetention;

    /// <summary>Longest time to wait for an administrative answer: metadata, offsets, topics.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RequestTimeout { get; set; } = DefaultRequestTimeout;

    /// <summary>Relations between properties; unreadable secret files are told here, before anything is started.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        KafkaProperties.ErrorsOf(Properties).Select(error => new ValidationResult(error, [nameof(Properties)]));
}
