using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Telemetry.Transport.Consuming;

namespace Telemetry.Transport.Kafka.Consuming;

/// <summary>The partitions that a member has now, each with its processor. Only the member's thread comes here.</summary>
internal sealed partial class AssignedPartitions(Func<int, PartitionSession> createSession, string topic, ILogger logger)
{
    /// <summary>Longest time for the checkpoints before partitions are given back; the state before them stays valid.</summary>
    private static readonly TimeSpan LastCheckpointTimeout = TimeSpan.FromSeconds(10);

    private readonly SortedDictionary<int, OwnedPartition> _owned = [];

    /// <summary>Records processed since the last checkpoint, over all partitions.</summary>
    public int Uncheckpointed => _owned.Values.Sum(partition => partition.Uncheckpointed);

    /// <summary>Which partitions there are now.</summary>
    public IReadOnlyList<int> Numbers => [.. _owned.Keys];

    /// <summary>Opens a processor for each partition that came, and says where to begin.</summary>
    public IEnumerable<TopicPartitionOffset> Open(IReadOnlyList<TopicPartition> assigned, CancellationToken cancellationToken)
    {
        var starts = new List<TopicPartitionOffset>(assigned.Count);
        foreach (var partition in assigned)
        {
            var owned = new OwnedPartition(createSession(partition.Partition.Value), cancellationToken);
            _owned.Add(partition.Partition.Value, owned);
            starts.Add(new TopicPartitionOffset(partition, OffsetOf(Wait(owned.OpenAsync()))));
        }

        Log.Assigned(logger, topic, assigned.Count, _owned.Count);
        return starts;
    }

    /// <summary>Processes a record.</summary>
    public Task ProcessAsync(string stream, ConsumeResult<byte[], byte[]> read)
    {
        // A record that was fetched before its partition was given back belongs to the next owner.
        if (!_owned.TryGetValue(read.Partition.Value, out var owned)) return Task.CompletedTask;
        return owned.ProcessAsync(new StreamRecord(stream, read.Partition.Value, read.Offset.Value, read.Message.Key ?? [], read.Message.Value ?? []));
    }

    /// <summary>A partition was read to its end.</summary>
    public void CaughtUp(int partition)
    {
        if (_owned.TryGetValue(partition, out var owned)) owned.CaughtUp();
    }

    /// <summary>All partitions are this member's for so long.</summary>
    public void HeldFor(TimeSpan time)
    {
        foreach (var owned in _owned.Values) owned.HeldFor(time);
    }

    /// <summary>Checkpoints a partition, if it is still there.</summary>
    public Task CheckpointAsync(IConsumer<byte[], byte[]> consumer, int partition) =>
        _owned.TryGetValue(partition, out var owned) ? owned.CheckpointAsync(CommitTo(consumer, partition)) : Task.CompletedTask;

    /// <summary>Gives partitions back: a last checkpoint, while they are still ours, then their processors end.</summary>
    public void Close(IConsumer<byte[], byte[]> consumer, IEnumerable<TopicPartitionOffset> revoked)
    {
        using var deadline = new CancellationTokenSource(LastCheckpointTimeout);
        foreach (var partition in revoked.Select(offset => offset.Partition.Value))
        {
            if (!_owned.TryGetValue(partition, out var owned)) continue;
            Settle(owned, partition, CommitTo(consumer, partition), deadline.Token);
            Abandon(partition);
        }
    }

    public void CloseAll(IConsumer<byte[], byte[]> consumer) =>
        Close(consumer, [.. _owned.Keys.Select(partition => new TopicPartitionOffset(topic, partition, Offset.Unset))]);

    /// <summary>Ends processors without a checkpoint: another member has their partitions, and perhaps newer state.</summary>
    public void Abandon(IEnumerable<TopicPartitionOffset> lost)
    {
        foreach (var partition in lost.Select(offset => offset.Partition.Value)) Abandon(partition);
    }

    public void AbandonAll()
    {
        foreach (var partition in _owned.Keys.ToList()) Abandon(partition);
    }

    private void Abandon(int partition)
    {
        if (_owned.Remove(partition, out var owned)) Wait(owned.DisposeAsync());
    }

    private void Settle(OwnedPartition owned, int partition, Func<long, CancellationToken, ValueTask> commit, CancellationToken deadline)
    {
        try
        {
            owned.SettleAsync(commit, deadline).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            Log.NotStored(logger, topic, partition, $"no last checkpoint within {LastCheckpointTimeout}");
        }
    }

    private Func<long, CancellationToken, ValueTask> CommitTo(IConsumer<byte[], byte[]> consumer, int partition) => (next, _) =>
    {
        Store(consumer, new TopicPartitionOffset(topic, partition, next));
        return ValueTask.CompletedTask;
    };

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
