using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Collector.Changes;

/// <summary>
/// Publishes changes one after the other, and waits while the transport is away. Changes are few: what does not fit any more after an
/// hour without a broker is given up, the oldest first, and counted.
/// </summary>
internal sealed partial class ChangeQueue : BackgroundService, IChangeOutlet
{
    /// <summary>Changes that wait to be published.</summary>
    public const int MaxWaiting = 2_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly IStreamPublisher _publisher;
    private readonly CollectorMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<ChangeQueue> _logger;
    private readonly ToldChanges _told = new();
    private readonly ProtoWriter _writer = new();
    private readonly Channel<ChangeRecord> _waiting;
    private int _unsettled;

    public ChangeQueue(IStreamPublisher publisher, CollectorMetrics metrics, TimeProvider time, ILogger<ChangeQueue> logger)
    {
        (_publisher, _metrics, _time, _logger) = (publisher, metrics, time, logger);
        _waiting = Channel.CreateBounded<ChangeRecord>(
            new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Settle("queue_full"));
    }

    /// <summary>Whether every change that was told has been published or given up.</summary>
    public bool IsSettled => Volatile.Read(ref _unsettled) == 0;

    /// <inheritdoc/>
    public ValueTask TellAsync(IReadOnlyList<ChangeRecord> changes, CancellationToken cancellationToken)
    {
        lock (_told)
        {
            foreach (var change in changes)
            {
                if (!_told.Add(change.ChangeId)) continue;
                Interlocked.Increment(ref _unsettled);
                _metrics.ChangeFound(change.What);
                _waiting.Writer.TryWrite(change);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var change in _waiting.Reader.ReadAllAsync(stoppingToken)) await PublishAsync(change, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What still waits is not forgotten: the memory is kept only when all is settled, so the next start tells it again.
        }
    }

    private async Task PublishAsync(ChangeRecord change, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await _publisher.PublishAsync(Streams.Changes, Encoding.UTF8.GetBytes(change.Cluster), ChangeCodec.Encode(_writer, change), cancellationToken);
                _metrics.ChangeSent();
                Interlocked.Decrement(ref _unsettled);
                return;
            }
            catch (TransportException failure) when (!failure.IsTransient)
            {
                Log.Refused(_logger, change.ChangeId, failure.Message);
                Settle("refused");
                return;
            }
            catch (TransportException failure)
            {
                if (pause == FirstPause) Log.Waiting(_logger, failure.Message);
                _metrics.Retrying();
                await Task.Delay(pause, _time, cancellationToken);
            }
        }
    }

    private void Settle(string reason)
    {
        _metrics.ChangeDropped(reason);
        Interlocked.Decrement(ref _unsettled);
    }

    private static partial class Log
    {
        [LoggerMessage(150, LogLevel.Warning, "Changes of the cluster wait to be published: {Reason}")]
        public static partial void Waiting(ILogger logger, string reason);

        [LoggerMessage(151, LogLevel.Error, "Change {Change} was refused and is given up: {Reason}")]
        public static partial void Refused(ILogger logger, string change, string reason);
    }
}
