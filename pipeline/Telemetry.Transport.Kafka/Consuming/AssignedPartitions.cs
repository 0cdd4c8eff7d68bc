using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Telemetry.Transport.Consuming;

namespace Telemetry.Transport.Kafka.Consuming;

/// <summary>The partitions that a member has now, each with its processor. Only the member's thread comes here.</summary>
internal sealed partial class AssignedPartitions(Func<int, PartitionSession> createSession, string topic, ILogger logger)
{
    /// <summary>Longest time for the checkpoints before partitions are given back; the state before them stays valid.</summary>
    private static readonly TimeSpan LastCheckpointTimeout = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<int, PartitionSession> _sessions = [];

    /// <summary>Records processed since the last checkpoint, over all partitions.</summary>
    public int Uncheckpointed => _sessions.Values.Sum(session => session.Uncheckpointed);

    /// <summary>Opens a processor for each partition that came, and says where to begin.</summary>
    public IEnumerable<TopicPartitionOffset> Open(IReadOnlyList<TopicPartition> assigned, CancellationToken cancellationToken)
    {
        var starts = new List<TopicPartitionOffset>(assigned.Count);
        foreach (var partition in assigned)
        {
            var session = createSession(partition.Partition.Value);
            _sessions.Add(partition.Partition.Value, session);
            starts.Add(new TopicPartitionOffset(partition, OffsetOf(Wait(session.OpenAsync(cancellationToken)))));
        }

        Log.Assigned(logger, topic, assigned.Count, _sessions.Count);
        return starts;
    }

    public void Process(string stream, ConsumeResult<byte[], byte[]> read, CancellationToken cancellationToken)
    {
        // A record that was fetched before its partition was given back belongs to the next owner.
        if (!_sessions.TryGetValue(read.Partition.Value, out var session)) return;
        var record = new StreamRecord(stream, read.Partition.Value, read.Offset.Value, read.Message.Key ?? [], read.Message.Value ?? []);
        Wait(session.ProcessAsync(record, cancellationToken));
    }

    /// <summary>A partition was read to its end.</summary>
    public void CaughtUp(int partition)
    {
        if (_sessions.TryGetValue(partition, out var session)) session.CaughtUp();
    }

    /// <summary>All partitions are this member's for so long.</summary>
    public void HeldFor(TimeSpan time)
    {
        foreach (var session in _sessions.Values) session.HeldFor(time);
    }

    /// <summary>Checkpoints every partition.</summary>
    public void Checkpoint(IConsumer<byte[], byte[]> consumer, CancellationToken cancellationToken)
    {
        foreach (var (partition, session) in _sessions) Checkpoint(consumer, partition, session, cancellationToken);
    }

    /// <summary>Gives partitions back: a last checkpoint, while they are still ours, then their processors end.</summary>
    public void Close(IConsumer<byte[], byte[]> consumer, IEnumerable<TopicPartitionOffset> revoked)
    {
        using var deadline = new CancellationTokenSource(LastCheckpointTimeout);
        foreach (var partition in revoked.Select(offset => offset.Partition.Value))
        {
            if (!_sessions.TryGetValue(partition, out var session)) continue;
            Checkpoint(consumer, partition, session, deadline.Token);
            Abandon(partition);
        }
    }

    public void CloseAll(IConsumer<byte[], byte[]> consumer) =>
        Close(consumer, [.. _sessions.Keys.Select(partition => new TopicPartitionOffset(topic, partition, Offset.Unset))]);

    /// <summary>Ends processors without a checkpoint: another member has their partitions, and perhaps newer state.</summary>
    public void Abandon(IEnumerable<TopicPartitionOffset> lost)
    {
        foreach (var partition in lost.Select(offset => offset.Partition.Value)) Abandon(partition);
    }

    public void AbandonAll()
    {
        foreach (var partition in _sessions.Keys.ToList()) Abandon(partition);
    }

    private void Abandon(int partition)
    {
        if (_sessions.Remove(partition, out var session)) Wait(session.DisposeAsync());
    }

    private void Checkpoint(
        IConsumer<byte[], byte[]> consumer, int partition, PartitionSession session, CancellationToken cancellationToken) =>
        Wait(session.CheckpointAsync(
            (next, _) =>
            {
                Store(consumer, new TopicPartitionOffset(topic, partition, next));
                return ValueTask.CompletedTask;
            },
            cancellationToken));

    private void Store(IConsumer<byte[], byte[]> consumer, TopicPartitionOffset position)
    {
        try
        {
            consumer.StoreOffset(position);
        }
        catch (KafkaException e)
        {
            // Another member has the partition by now. It reads the offset from the state, or these records again.
            Log.NotStored(logger, topic, position.Partition.Value, e.Error.Reason);
        }
    }

    private static Offset OffsetOf(long? start) => start switch
    {
        null => Offset.Unset,
        < 0 => Offset.Beginning,
        _ => new Offset(start.Value),
    };

    private static T Wait<T>(ValueTask<T> work) => work.AsTask().GetAwaiter().GetResult();

    private static void Wait(ValueTask work)
    {
        if (work.IsCompletedSuccessfully) return;
        work.AsTask().GetAwaiter().GetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(261, LogLevel.Information, "{Topic}: {Count} partitions assigned, {Total} in all")]
        public static partial void Assigned(ILogger logger, string topic, int count, int total);

        [LoggerMessage(262, LogLevel.Warning, "{Topic}/{Partition}: the position was not kept: {Reason}; its records will be seen again")]
        public static partial void NotStored(ILogger logger, string topic, int partition, string reason);
    }
}
