using Telemetry.Transport.Consuming;

namespace Telemetry.Transport.Embedded;

/// <summary>One member's reading of an embedded stream, from opening its processor to the last checkpoint.</summary>
internal sealed class GroupConsumer(StreamGroup group, PartitionSession session, CheckpointTimer timer, Action becameIdle)
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
        await session.CheckpointAsync(group.CommitAsync, deadline.Token);
    }

    private async ValueTask RunOnceAsync(CancellationToken cancellationToken)
    {
        if (await group.TryReadAsync(cancellationToken) is { } record)
        {
            await session.ProcessAsync(record, cancellationToken);
            group.Advance(session.Next);
            if (timer.TakeDue(session.Uncheckpointed)) await session.CheckpointAsync(group.CommitAsync, cancellationToken);
            return;
        }

        if (group.TakeCheckpointRequest() || timer.TakeDue(session.Uncheckpointed) || timer.IsEager)
        {
            await session.CheckpointAsync(group.CommitAsync, cancellationToken);
        }

        session.CaughtUp();
        becameIdle();
        await group.Wake.WaitAsync(cancellationToken);
    }
}
