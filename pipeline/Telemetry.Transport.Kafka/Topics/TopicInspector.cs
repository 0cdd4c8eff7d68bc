using Confluent.Kafka;
using Confluent.Kafka.Admin;
using Telemetry.Contracts;
using Telemetry.Transport.Kafka.Clients;

namespace Telemetry.Transport.Kafka.Topics;

/// <summary>Looks at the topics behind the streams with what the broker can answer: metadata always, settings from 0.11 on.</summary>
internal sealed class TopicInspector(IAdminClient admin, KafkaOptions options, TopicCommands commands)
{
    private readonly TopicNames _names = new(options);

    /// <exception cref="TransportException">No broker answered.</exception>
    public async Task<IReadOnlyList<TopicFinding>> InspectAsync(IEnumerable<string> streams)
    {
        var present = await PartitionsByTopicAsync();
        var findings = new List<TopicFinding>();
        foreach (var stream in streams)
        {
            var topic = _names.Of(stream);
            findings.Add(present.TryGetValue(topic, out var partitions)
                ? await InspectAsync(stream, topic, partitions)
                : new TopicFinding(stream, topic, null, Compaction.Unknown, $"{topic} is missing: {commands.Create(stream, topic)}"));
        }

        return findings;
    }

    private async Task<TopicFinding> InspectAsync(string stream, string topic, int partitions)
    {
        if (!Streams.IsCompacted(stream)) return new TopicFinding(stream, topic, partitions, Compaction.Unknown, null);
        var compaction = await CompactionOfAsync(topic);
        var problem = compaction == Compaction.NotCompacted
            ? $"{topic} is not compacted, its records would be deleted: {commands.MakeCompacted(topic)}"
            : partitions < options.Partitions
                ? $"{topic} has {partitions} partitions and kafka.partitions is {options.Partitions}: set kafka.partitions to {partitions}, or start with a new state topic"
                : null;
        return new TopicFinding(stream, topic, partitions, compaction, problem);
    }

    /// <summary>All topics at once: asked for one by name, an old broker would create it.</summary>
    private async Task<Dictionary<string, int>> PartitionsByTopicAsync()
    {
        try
        {
            var metadata = await Task.Run(() => admin.GetMetadata(options.RequestTimeout));
            return metadata.Topics.Where(topic => !topic.Error.IsError)
                .ToDictionary(topic => topic.Topic, topic => topic.Partitions.Count, StringComparer.Ordinal);
        }
        catch (KafkaException e)
        {
            throw KafkaFailure.From(e, "looking for the topics");
        }
    }

    private async Task<Compaction> CompactionOfAsync(string topic)
    {
        if (!BrokerAge.MayBe(BrokerAge.TellsSettings, options.Properties)) return Compaction.Unknown;
        try
        {
            var described = await admin.DescribeConfigsAsync(
                [new ConfigResource { Type = ResourceType.Topic, Name = topic }],
                new DescribeConfigsOptions { RequestTimeout = options.RequestTimeout });
            // Anything beside "compact" also deletes by age, and with it the state of what has not changed lately.
            return described.Single().Entries.TryGetValue(TopicCommands.CleanupPolicy, out var policy)
                ? policy.Value == TopicCommands.Compact ? Compaction.Compacted : Compaction.NotCompacted
                : Compaction.Unknown;
        }
        catch (KafkaException)
        {
            // Older than the request, or this user may not ask: then it stays unknown, which the findings say.
            return Compaction.Unknown;
        }
    }
}
