using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Changes;

/// <summary>Tells the changes that pages show of the processes that wrote them.</summary>
internal sealed class ProcessWatch(ProcessChanges processes, IChangeOutlet outlet)
{
    /// <summary>Takes what a target's page told.</summary>
    public ValueTask ObserveAsync(ScrapeTarget target, ProcessFacts facts, long atMs, CancellationToken cancellationToken)
    {
        var changes = processes.Observe(target.Id, target.Component, facts, atMs);
        return changes.Count == 0 ? ValueTask.CompletedTask : outlet.TellAsync(changes, cancellationToken);
    }
}
