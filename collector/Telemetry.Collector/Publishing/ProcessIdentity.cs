using Telemetry.Collector.Changes;

namespace Telemetry.Collector.Publishing;

/// <summary>Tells from what pages say of their process whether the one that answers is still the same.</summary>
internal sealed class ProcessIdentity
{
    private ProcessFacts _known;

    /// <summary>Takes what a whole page tells.</summary>
    public ProcessNote Observe(ProcessFacts now)
    {
        var before = _known;
        _known = new ProcessFacts(now.StartMs != 0 ? now.StartMs : before.StartMs, now.Version ?? before.Version);
        var isOtherBuild = before.Version is not null && now.Version is not null && now.Version != before.Version;
        if (isOtherBuild) return ProcessNote.OtherProcess;
        if (before.StartMs == 0 || now.StartMs == 0 || Math.Abs(now.StartMs - before.StartMs) <= ProcessChanges.ToleranceMs) return ProcessNote.None;
        // Time does not run back for one process: two of them answer here, behind one address.
        return now.StartMs < before.StartMs ? ProcessNote.OtherProcess : ProcessNote.Restarted;
    }
}
