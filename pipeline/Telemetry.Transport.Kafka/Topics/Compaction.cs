namespace Telemetry.Transport.Kafka.Topics;

/// <summary>What a broker says of a topic's clean-up.</summary>
public enum Compaction
{
    /// <summary>The broker is older than the request, or does not let us see it.</summary>
    Unknown,

    /// <summary>Only the newest record of a key is kept.</summary>
    Compacted,

    /// <summary>Records are deleted by age or size.</summary>
    NotCompacted,
}
