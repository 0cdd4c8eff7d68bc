using Telemetry.Transport;

namespace Telemetry.Alerting.Intake;

/// <summary>State that is written only while its partition is ours: older state never goes over that of a successor.</summary>
internal sealed class LeasedStateStore(IStateStore store, PartitionLease lease, CancellationToken closing) : IStateStore
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StateEntry>> LoadAsync(string owner, CancellationToken cancellationToken) => store.LoadAsync(owner, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask CommitAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken)
    {
        if (!lease.IsHeld)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing);
            await lease.WaitAsync(either.Token);
        }

        await store.CommitAsync(owner, entries, cancellationToken);
    }
}
