using Telemetry.Collector.Changes;
using Telemetry.Collector.ClusterState;
using Telemetry.Collector.Scheduling;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Recordings;

/// <summary>
/// Replays a recording's lists and watches between its pages: everything received up to a page's time comes before the page, and the
/// cluster's own page is written at the moments of its schedule. So the order depends on the recording alone.
/// </summary>
internal sealed class RecordedCluster(RecordedObjects objects, ClusterView view, ClusterChanges changes, IChangeOutlet outlet, ScrapeTarget target)
{
    private readonly SlotGrid _grid = new(target);
    private long? _dueMs;

    /// <summary>The cluster's state as a target.</summary>
    public ScrapeTarget Target => target;

    /// <summary>When the next document was received, Unix milliseconds; null when there is none.</summary>
    public long? NextDocumentMs => objects.NextMs;

    /// <summary>Takes what was received up to a time, and gives the pages that were due until then.</summary>
    public async IAsyncEnumerable<ScrapedPage> AdvanceAsync(
        long untilMs, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (NextMoment(untilMs) is { } moment)
        {
            if (moment.IsPage) yield return ClusterTarget.PageOf(view, moment.AtMs);
            else await TakeAsync(cancellationToken);
        }
    }

    /// <summary>What is next: a document, or a page when one is due before it.</summary>
    private (long AtMs, bool IsPage)? NextMoment(long untilMs)
    {
        var documentMs = objects.NextMs ?? long.MaxValue;
        if (_dueMs is { } due && due <= untilMs && due < documentMs)
        {
            _dueMs = NextDue(due);
            return (due, true);
        }

        return documentMs <= untilMs ? (documentMs, false) : null;
    }

    private async ValueTask TakeAsync(CancellationToken cancellationToken)
    {
        foreach (var told in objects.ReadNext())
        {
            view.Apply(told);
            var found = changes.Apply(told);
            if (found.Count > 0) await outlet.TellAsync(found, cancellationToken);
            if (view.IsReady) _dueMs ??= NextDue(told.ReceivedAt.ToUnixTimeMilliseconds());
        }
    }

    private long NextDue(long afterMs)
    {
        // A slot begins between milliseconds; the one of this very millisecond is over.
        var slot = _grid.At(DateTimeOffset.FromUnixTimeMilliseconds(afterMs + 1), ScrapePace.Configured);
        return _grid.MomentOf(_grid.After(slot, ScrapePace.Configured)).ToUnixTimeMilliseconds();
    }
}
