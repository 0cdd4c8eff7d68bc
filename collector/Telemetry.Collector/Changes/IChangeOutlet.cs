using Telemetry.Contracts.Changes;

namespace Telemetry.Collector.Changes;

/// <summary>Where changes go.</summary>
internal interface IChangeOutlet
{
    /// <summary>Takes changes in their order.</summary>
    ValueTask TellAsync(IReadOnlyList<ChangeRecord> changes, CancellationToken cancellationToken);
}
