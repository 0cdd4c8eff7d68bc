using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>How long one component has been unwell: what lasts half a minute is no hiccup of a disk or a host.</summary>
internal sealed class ComponentWatch
{
    /// <summary>How long evidence must hold before anyone is told.</summary>
    public const long SustainMs = 30_000;

    // Evidence that dips for one scrape is the same drift.
    private const long ToleranceMs = 12_000;

    private long _unwellSinceMs;
    private long _unwellLastMs;
    private long _pageSinceMs;
    private long _pageLastMs;

    /// <summary>Since when the component has been unwell without a break; 0 while it is well.</summary>
    public long UnwellSinceMs => _unwellSinceMs;

    /// <summary>Whether evidence for a ticket has held long enough, and still does.</summary>
    public bool IsTicket(long nowMs) => _unwellSinceMs != 0 && nowMs - _unwellSinceMs >= SustainMs && nowMs == _unwellLastMs;

    /// <summary>Whether evidence for a page has held long enough, and still does.</summary>
    public bool IsPage(long nowMs) => _pageSinceMs != 0 && nowMs - _pageSinceMs >= SustainMs && nowMs == _pageLastMs;

    /// <summary>Takes a tick.</summary>
    /// <param name="nowMs">The tick.</param>
    /// <param name="joint">Joint evidence of the component.</param>
    /// <param name="intervalMs">The scrape interval: what is shorter cannot be told.</param>
    /// <param name="budget">What a ticket and a page demand.</param>
    public void Take(long nowMs, double joint, long intervalMs, EvidenceBudget budget)
    {
        var tolerance = Math.Max(ToleranceMs, intervalMs * 2);
        Follow(nowMs, joint >= budget.Ticket, tolerance, ref _unwellSinceMs, ref _unwellLastMs);
        Follow(nowMs, joint >= budget.Page, tolerance, ref _pageSinceMs, ref _pageLastMs);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_unwellSinceMs);
        writer.Write(_unwellLastMs);
        writer.Write(_pageSinceMs);
        writer.Write(_pageLastMs);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _unwellSinceMs = reader.ReadLong();
        _unwellLastMs = reader.ReadLong();
        _pageSinceMs = reader.ReadLong();
        _pageLastMs = reader.ReadLong();
    }

    private static void Follow(long nowMs, bool holds, long toleranceMs, ref long since, ref long last)
    {
        if (holds) (since, last) = (since == 0 ? nowMs : since, nowMs);
        else if (since != 0 && nowMs - last > toleranceMs) (since, last) = (0, 0);
    }
}
