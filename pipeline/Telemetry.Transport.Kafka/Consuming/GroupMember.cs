using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Telemetry.Transport.Consuming;
using Telemetry.Transport.Kafka.Clients;

namespace Telemetry.Transport.Kafka.Consuming;

/// <summary>
/// One member of a consumer group on a thread of its own: the client's calls block, and its rebalance callbacks must have opened or
/// closed the partitions when they return.
/// </summary>
internal sealed partial class GroupMember
{
    /// <summary>Longest wait for a record; bounds how late a cancellation or a due checkpoint is seen.</summary>
    private static readonly TimeSpan PollWait = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait for the last commit; after it the group notices the absence by the session's timeout.</summary>
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(10);

    private readonly KafkaClients _clients;
    private readonly string _topic;
    private readonly StreamSubscription _subscription;
    private readonly TimeProvider _timeProvider;
    private readonly AssignedPartitions _partitions;
    private readonly MembershipLease _lease;
    private readonly List<ConsumeResult<byte[], byte[]>> _ahead = [];
    private readonly HashSet<TopicPartition> _paused = [];
    private readonly ILogger _logger;

    public GroupMember(
        KafkaClients clients, string topic, StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor,
        TimeProvider timeProvider, TransportMetrics metrics, ILogger logger)
    {
        _clients = clients;
        _topic = topic;
        _subscription = subscription;
        _timeProvider = timeProvider;
        _logger = logger;
        _lease = new MembershipLease(clients.SessionTimeout, timeProvider);
        _partitions = new AssignedPartitions(partition => new PartitionSession(subscription, createProcessor(partition), metrics), topic, logger);
    }

    /// <summary>Reads until cancelled, then returns; any other end is an exception.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => Task.Factory.StartNew(
        () => Run(cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run(CancellationToken cancellationToken)
    {
        var timer = new CheckpointTimer(_timeProvider, _subscription.CheckpointInterval, static () => { });
        var consumer = KafkaClients.Build(() => Configure(cancellationToken).Build());
        try
        {
            consumer.Subscribe(_topic);
            while (!cancellationToken.IsCancellationRequested) RunOnce(consumer, timer);
            _partitions.CloseAll(consumer);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _partitions.CloseAll(consumer);
        }
        catch (KafkaException e)
        {
            throw KafkaFailure.From(e, $"reading {_topic}");
        }
        finally
        {
            _partitions.AbandonAll();
            Leave(consumer);
            timer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Commits what is stored and leaves the group. Without a broker that can take forever, so it may go on behind us.</summary>
    private void Leave(IConsumer<byte[], byte[]> consumer)
    {
        var leaving = Task.Run(() => Close(consumer));
        if (!leaving.Wait(LeaveTimeout)) Log.NotLeft(_logger, _topic, $"no answer in {LeaveTimeout}");
    }

    private void Close(IConsumer<byte[], byte[]> consumer)
    {
        try
        {
            consumer.Close();
        }
        catch (KafkaException e)
        {
            Log.NotLeft(_logger, _topic, e.Error.Reason);
        }
        finally
        {
            consumer.Dispose();
        }
    }

    private ConsumerBuilder<byte[], byte[]> Configure(CancellationToken cancellationToken) =>
        _clients.ConfigureConsumer(_subscription.Group)
            .SetPartitionsAssignedHandler((_, assigned) => _partitions.Open(assigned, cancellationToken))
            .SetPartitionsRevokedHandler((consumer, revoked) =>
            {
                Forget(revoked);
                _partitions.Close(consumer, revoked);
            })
            .SetPartitionsLostHandler((_, lost) =>
            {
                Forget(lost);
                _partitions.Abandon(lost);
            });

    private void RunOnce(IConsumer<byte[], byte[]> consumer, CheckpointTimer timer)
    {
        Resume(consumer);
        var read = Next(consumer);
        if (read is null or { IsPartitionEOF: true })
        {
            if (read is not null) _partitions.CaughtUp(read.Partition.Value);
            if (timer.IsEager) Checkpoint(consumer);
            read = Poll(consumer, PollWait);
        }

        Renew();
        if (read is { IsPartitionEOF: true }) _partitions.CaughtUp(read.Partition.Value);
        if (read?.Message is not null) Await(consumer, _partitions.ProcessAsync(_subscription.Stream, read));
        if (timer.TakeDue(_partitions.Uncheckpointed)) Checkpoint(consumer);
    }

    private void Renew()
    {
        if (_lease.Renew() is { } held) _partitions.HeldFor(held);
    }

    private void Checkpoint(IConsumer<byte[], byte[]> consumer)
    {
        foreach (var partition in _partitions.Numbers) Await(consumer, _partitions.CheckpointAsync(consumer, partition));
    }

    /// <summary>
    /// Waits for work. Work that takes long may itself wait for its partition to be granted, and the group must not take this member for
    /// dead: so the group is polled on, with all partitions paused.
    /// </summary>
    private void Await(IConsumer<byte[], byte[]> consumer, Task work)
    {
        for (var wait = _lease.Granted / 2; !HasEnded(work, wait); wait = PollWait) StayMember(consumer);
        work.GetAwaiter().GetResult();
    }

    private void StayMember(IConsumer<byte[], byte[]> consumer)
    {
        var all = consumer.Assignment;
        consumer.Pause(all);
        _paused.UnionWith(all);

        // Of a partition that came just now; its turn is behind the work.
        if (Poll(consumer, TimeSpan.Zero) is { } early) _ahead.Add(early);
        Renew();
    }

    // A partition that went while it was paused would still be so when it comes back.
    private void Resume(IConsumer<byte[], byte[]> consumer)
    {
        if (_paused.Count == 0) return;
        var here = consumer.Assignment.FindAll(_paused.Contains);
        consumer.Resume(here);
        _paused.ExceptWith(here);
    }

    private static bool HasEnded(Task work, TimeSpan patience) => work.IsCompleted || Task.WaitAny([work], patience) == 0;

    private ConsumeResult<byte[], byte[]>? Next(IConsumer<byte[], byte[]> consumer)
    {
        if (_ahead.Count == 0) return Poll(consumer, TimeSpan.Zero);
        var first = _ahead[0];
        _ahead.RemoveAt(0);
        return first;
    }

    private void Forget(IEnumerable<TopicPartitionOffset> gone)
    {
        var partitions = gone.Select(offset => offset.Partition).ToHashSet();
        _ahead.RemoveAll(read => partitions.Contains(read.Partition));
    }

    private ConsumeResult<byte[], byte[]>? Poll(IConsumer<byte[], byte[]> consumer, TimeSpan wait)
    {
        try
        {
            return consumer.Consume(wait);
        }
        catch (ConsumeException e) when (!e.Error.IsFatal && CanGoOn(e.Error))
        {
            Log.ReadingInterrupted(_logger, _topic, e.Error.Reason);
            return null;
        }
    }

    private static bool CanGoOn(Error error) =>
        error.Code == ErrorCode.Local_MaxPollExceeded || KafkaFailure.IsMovedAway(error) || KafkaFailure.IsTransient(error);

    private static partial class Log
    {
        [LoggerMessage(260, LogLevel.Warning, "Reading {Topic} was interrupted: {Reason}; it goes on")]
        public static partial void ReadingInterrupted(ILogger logger, string topic, string reason);

        [LoggerMessage(263, LogLevel.Warning, "{Topic}: the last commit failed: {Reason}; its records will be seen again")]
        public static partial void NotLeft(ILogger logger, string topic, string reason);
    }
}
