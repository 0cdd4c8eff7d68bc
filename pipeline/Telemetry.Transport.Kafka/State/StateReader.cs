using Confluent.Kafka;
using Telemetry.Transport.Kafka.Clients;

namespace Telemetry.Transport.Kafka.State;

/// <summary>Reads what one partition of the state topic holds for one owner, from its beginning to the end at the time of the call.</summary>
internal sealed class StateReader(KafkaClients clients, TimeSpan patience, TimeProvider timeProvider)
{
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);

    /// <exception cref="TransportException">The broker did not answer, or refused.</exception>
    public Task<Dictionary<string, StoredEntry>> ReadAsync(TopicPartition partition, string owner, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => Read(partition, owner, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private Dictionary<string, StoredEntry> Read(TopicPartition partition, string owner, CancellationToken cancellationToken)
    {
        using var consumer = clients.CreateReader();
        try
        {
            var entries = new Dictionary<string, StoredEntry>(StringComparer.Ordinal);
            var held = consumer.QueryWatermarkOffsets(partition, patience);
            if (held.High <= held.Low) return entries;
            consumer.Assign(new TopicPartitionOffset(partition, held.Low));
            ReadUntil(consumer, held.High, record => Apply(entries, owner, record.Key, record.Value), cancellationToken);
            return entries;
        }
        catch (KafkaException e)
        {
            throw KafkaFailure.From(e, $"reading {partition.Topic}");
        }
        finally
        {
            consumer.Close();
        }
    }

    private void ReadUntil(
        IConsumer<byte[], byte[]> consumer, Offset end, Action<Message<byte[], byte[]>> apply, CancellationToken cancellationToken)
    {
        var progress = timeProvider.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = consumer.Consume(PollWait);
            if (read is { IsPartitionEOF: true } && read.Offset >= end) return;
            if (read?.Message is not null)
            {
                apply(read.Message);
                progress = timeProvider.GetTimestamp();
                if (read.Offset >= end - 1) return;
            }
            else if (timeProvider.GetElapsedTime(progress) > patience)
            {
                throw KafkaFailure.From(new Error(ErrorCode.Local_TimedOut), $"reading state up to offset {end.Value}");
            }
        }
    }

    /// <summary>Takes over one record of the topic if it is the owner's; a null value is a tombstone.</summary>
    internal static void Apply(Dictionary<string, StoredEntry> entries, string owner, byte[]? recordKey, byte[]? value)
    {
        if (!StateKey.TryParse(recordKey, out var key) || key.Owner != owner) return;
        if (!entries.TryGetValue(key.Key, out var entry)) entries.Add(key.Key, entry = new StoredEntry());
        entry.Apply(key.Chunk, value);
        if (entry.IsGone) entries.Remove(key.Key);
    }
}
