using Telemetry.Collector.Changes;
using Telemetry.Contracts.Changes;

namespace Telemetry.Collector.Tests.Changes;

/// <summary>Keeps every change told.</summary>
internal sealed class KeptChanges : IChangeOutlet
{
    public List<ChangeRecord> All { get; } = [];

    /// <summary>A watch of processes that tells here.</summary>
    public static ProcessWatch Watch(KeptChanges changes) => new(new ProcessChanges(), changes);

    public ValueTask TellAsync(IReadOnlyList<ChangeRecord> changes, CancellationToken cancellationToken)
    {
        All.AddRange(changes);
        return ValueTask.CompletedTask;
    }
}
