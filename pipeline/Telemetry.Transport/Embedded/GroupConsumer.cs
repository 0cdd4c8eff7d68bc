using Microsoft.Extensions.Logging;
using Telemetry.Transport.Consuming;

namespace Telemetry.Transport.Embedded;

/// <summary>One member's reading of an embedded stream, from opening its processor to the last checkpoint.</summary>
internal sealed partial class GroupConsumer(StreamGroup group, PartitionSession session, CheckpointTimer timer, Action becameIdle, ILogger logger)
{
    /// <summary>Longest time that the checkpoint after cancellation may take; the state before it stays valid.</summary>
    private static readonly TimeSpan LastCheckpointTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Reads until cancelled, then returns; any other end is an exception.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var start = await session.OpenAsync(cancellationToken);
            await group.SeekAsync(start, cancellationToken);
            while (!cancellationToken.IsCancellationRequested) await RunOnceAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The ordinary end: what was processed is checkpointed below.
        }

        using var deadline = new CancellationTokenSource(LastCheckpointTimeout);
        await session.CheckpointAsync(KeepAsync, deadline.Token);
    }

    private async ValueTask RunOnceAsync(CancellationToken cancellationToken)
    {
        if (await group.TryReadAsync(cancellationToken) is { } record)
        {
            await session.ProcessAsync(record, cancellationToken);
            group.Advance(session.Next);
            if (timer.TakeDue(session.Uncheckpointed)) await session.CheckpointAsync(KeepAsync, cancellationToken);
            return;
        }

        if (group.TakeCheckpointRequest() || timer.TakeDue(session.Uncheckpointed) || timer.IsEager)
        {
            await session.CheckpointAsync(KeepAsync, cancellationToken);
        }

        session.CaughtUp();
        becameIdle();
        await group.Wake.WaitAsync(cancellationToken);
    }

    // The state is safe by now, and names its own position where that matters: what fails here costs records seen again after a crash.
    private async ValueTask KeepAsync(long next, CancellationToken cancellationToken)
    {
        try
        {
            await group.CommitAsync(next, cancellationToken);
        }
        catch (TransportException failure) when (failure.IsTransient)
        {
            Log.NotKept(logger, next, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(202, LogLevel.Warning, "Position {Next} was not kept: {Reason} Its records will be seen again after a restart")]
        public static partial void NotKept(ILogger logger, long next, string reason);
    }
}
