using System.Collections.Concurrent;
using System.Text;
using Confluent.Kafka;
using Telemetry.Transport.Kafka.Publishing;
using Telemetry.Transport.Storage;

namespace Telemetry.Transport.Kafka.State;

/// <summary>
/// State on a compacted topic, as documented in <c>docs/formats/state.md</c>. All records of an owner lie in one partition. What stands
/// on the topic for an owner is known from its last load, so an owner must have one writer at a time: the member that has its partition.
/// </summary>
internal sealed class KafkaStateStore(KafkaPublisher publisher, StateReader reader, string topic, int partitions, TransportMetrics metrics) : IStateStore
{
    private readonly ConcurrentDictionary<string, Dictionary<string, StoredEntry>> _owners = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StateEntry>> LoadAsync(string owner, CancellationToken cancellationToken) =>
        metrics.CountFailuresAsync("load", () => ReadAsync(owner, cancellationToken));

    /// <inheritdoc/>
    public async ValueTask CommitAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return;
        await metrics.CountFailuresAsync("commit", () => WriteAsync(owner, entries, cancellationToken));
    }

    private async ValueTask<IReadOnlyList<StateEntry>> ReadAsync(string owner, CancellationToken cancellationToken)
    {
        var stored = await reader.ReadAsync(PartitionOf(owner), owner, cancellationToken);
        var loaded = new List<StateEntry>();
        foreach (var (key, entry) in stored)
        {
            if (entry.Read($"State entry {key} of {owner} on {topic}") is { } value) loaded.Add(new StateEntry(key, value));
            entry.Forget();
        }

        _owners[owner] = stored;
        loaded.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return loaded;
    }

    private async ValueTask<bool> WriteAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken)
    {
        if (!_owners.TryGetValue(owner, out var stored))
        {
            await ReadAsync(owner, cancellationToken);
            stored = _owners[owner];
        }

        try
        {
            await WriteAsync(PartitionOf(owner), Plan(owner, entries, stored), cancellationToken);
            return true;
        }
        catch
        {
            // Some of it may stand on the topic: the next call reads what does.
            _owners.TryRemove(owner, out _);
            throw;
        }
    }

    private static List<StateWrite> Plan(string owner, IReadOnlyList<StateEntry> entries, Dictionary<string, StoredEntry> stored)
    {
        var writes = new List<StateWrite>(entries.Count);
        foreach (var entry in entries)
        {
            if (!stored.TryGetValue(entry.Key, out var known))
            {
                if (entry.Value is null) continue;
                stored.Add(entry.Key, known = new StoredEntry());
            }

            writes.Add(new StateWrite(owner, entry, known));
        }

        return writes;
    }

    /// <summary>Chunks, heads, the last head by itself (it vouches for the rest), then the deletion of what nothing needs any more.</summary>
    private async Task WriteAsync(TopicPartition partition, List<StateWrite> writes, CancellationToken cancellationToken)
    {
        if (writes.Count == 0) return;
        await AppendAsync(partition, writes.SelectMany(write => write.Chunks.Select(piece => Record(write.KeyOf(piece.Chunk), piece.Value))), cancellationToken);
        await AppendAsync(partition, writes.SkipLast(1).Select(write => Record(write.HeadKey, write.Head)), cancellationToken);
        await AppendAsync(partition, [Record(writes[^1].HeadKey, writes[^1].Head)], cancellationToken);

        var stale = writes.SelectMany(write => write.Complete().Select(chunk => (Write: write, Chunk: chunk))).ToList();
        await AppendAsync(partition, stale.Select(piece => Record(piece.Write.KeyOf(piece.Chunk), null)), cancellationToken);
        foreach (var (write, chunk) in stale) write.Deleted(chunk);
    }

    private async Task AppendAsync(TopicPartition partition, IEnumerable<Message<byte[], byte[]>> records, CancellationToken cancellationToken)
    {
        var acknowledgements = new List<Task>();
        foreach (var record in records) acknowledgements.Add(await publisher.EnqueueAsync(partition, record, cancellationToken));
        await Task.WhenAll(acknowledgements).WaitAsync(cancellationToken);
    }

    private static Message<byte[], byte[]> Record(StateKey key, byte[]? value) => new() { Key = key.ToBytes(), Value = value! };

    private TopicPartition PartitionOf(string owner) =>
        new(topic, (int)(Checksum.Of(Encoding.UTF8.GetBytes(owner)) % (uint)partitions));
}
