using Telemetry.Transport.Consuming;

namespace Telemetry.Transport.Kafka.Consuming;

/// <summary>
/// A partition that a member has now, with what is under way on it: work that takes long does not keep the member from its group, and ends
/// when the partition goes. Only the member's thread comes here.
/// </summary>
internal sealed class OwnedPartition(PartitionSession session, CancellationToken stopping) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private Task _underWay = Task.CompletedTask;
    private volatile bool _isGone;

    /// <summary>Records processed since the last checkpoint.</summary>
    public int Uncheckpointed => session.Uncheckpointed;

    /// <inheritdoc cref="PartitionSession.OpenAsync"/>
    public ValueTask<long?> OpenAsync() => session.OpenAsync(_ending.Token);

    /// <summary>Processes a record.</summary>
    public Task ProcessAsync(StreamRecord record) => Follow(session.ProcessAsync(record, _ending.Token));

    /// <summary>Takes a checkpoint.</summary>
    public Task CheckpointAsync(Func<long, CancellationToken, ValueTask> commit) => Follow(session.CheckpointAsync(commit, _ending.Token));

    /// <inheritdoc cref="PartitionSession.CaughtUp"/>
    public void CaughtUp() => session.CaughtUp();

    /// <inheritdoc cref="PartitionSession.HeldFor"/>
    public void HeldFor(TimeSpan time) => session.HeldFor(time);

    /// <summary>Takes a last checkpoint behind what is under way, while the partition is still ours.</summary>
    public async Task SettleAsync(Func<long, CancellationToken, ValueTask> commit, CancellationToken cancellationToken)
    {
        // What it failed with is told to whoever waits for it.
        await _underWay.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await session.CheckpointAsync(commit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Breaks off what is under way, and ends the processor.</summary>
    public async ValueTask DisposeAsync()
    {
        _isGone = true;
        await _ending.CancelAsync().ConfigureAwait(false);
        await _underWay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await session.DisposeAsync().ConfigureAwait(false);
        _ending.Dispose();
    }

    private Task Follow(ValueTask work) => work.IsCompletedSuccessfully ? Task.CompletedTask : _underWay = UntilGoneAsync(work);

    private async Task UntilGoneAsync(ValueTask work)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_isGone)
        {
            // Whoever has the partition now sees the record again.
        }
    }
}
