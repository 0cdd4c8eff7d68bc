namespace Telemetry.Transport.Kafka.Topics;

/// <summary>What was found of one topic.</summary>
/// <param name="Stream">Stream that lies on the topic.</param>
/// <param name="Topic">Name of the topic.</param>
/// <param name="Partitions">Number of partitions; null when the topic is missing.</param>
/// <param name="Compaction">Its clean-up; looked at only where it matters.</param>
/// <param name="Problem">What is wrong with it and the line that cures it; null when nothing is.</param>
public sealed record TopicFinding(string Stream, string Topic, int? Partitions, Compaction Compaction, string? Problem)
{
    /// <summary>The finding in one line.</summary>
    public override string ToString() => Problem ?? Compaction switch
    {
        Compaction.Compacted => $"{Topic}: {Partitions} partitions, compacted",
        _ => $"{Topic}: {Partitions} partitions",
    };
}
