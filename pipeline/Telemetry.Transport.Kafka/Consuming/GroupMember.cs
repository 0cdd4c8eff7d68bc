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
            while (!cancellationToken.IsCancellationRequested) RunOnce(consumer, timer, cancellationToken);
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
            .SetPartitionsRevokedHandler((consumer, revoked) => _partitions.Close(consumer, revoked))
            .SetPartitionsLostHandler((_, lost) => _partitions.Abandon(lost));

    private void RunOnce(IConsumer<byte[], byte[]> consumer, CheckpointTimer timer, CancellationToken cancellationToken)
    {
        var read = Poll(consumer, TimeSpan.Zero);
        if (read is null or { IsPartitionEOF: true })
        {
            if (read is not null) _partitions.CaughtUp(read.Partition.Value);
            if (timer.IsEager) _partitions.Checkpoint(consumer, cancellationToken);
            read = Poll(consumer, PollWait);
        }

        if (_lease.Renew() is { } held) _partitions.HeldFor(held);
        if (read is { IsPartitionEOF: true }) _partitions.CaughtUp(read.Partition.Value);
        if (read?.Message is not null) _partitions.Process(_subscription.Stream, read, cancellationToken);
        if (timer.TakeDue(_partitions.Uncheckpointed)) _partitions.Checkpoint(consumer, cancellationToken);
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
