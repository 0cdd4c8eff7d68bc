using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>
/// How long one component has been unwell. Hosts hiccup for half a minute: evidence just within the budget must hold for longer than
/// that; a hundredth of that chance for less.
/// </summary>
internal sealed class ComponentWatch
{
    private const long SustainMs = 60_000;
    private const long SustainStrongMs = 30_000;
    private const double StrongMargin = 2;

    // Evidence that dips for one scrape is the same drift.
    private const long ToleranceMs = 12_000;

    private long _unwellSinceMs;
    private long _unwellLastMs;
    private long _pageSinceMs;
    private long _pageLastMs;
    private long _strongSinceMs;
    private long _strongLastMs;
    private long _coveredMs;

    /// <summary>Since when the component has been unwell without a break; 0 while it is well.</summary>
    public long UnwellSinceMs => _unwellSinceMs;

    /// <summary>Most evidence since it has been unwell; 0 while it is well.</summary>
    public double Peak { get; private set; }

    /// <summary>Last tick at which it was unwell before the present time; 0 if it never was.</summary>
    public long RecoveredMs { get; private set; }

    /// <summary>Whether evidence for a ticket has held long enough, and still does.</summary>
    public bool IsTicket(long nowMs) => Holds(nowMs, _unwellSinceMs, _unwellLastMs, SustainedMs) || IsPage(nowMs);

    /// <summary>Whether evidence for a page has held long enough, and still does.</summary>
    public bool IsPage(long nowMs) =>
        Holds(nowMs, _pageSinceMs, _pageLastMs, SustainedMs) || Holds(nowMs, _strongSinceMs, _strongLastMs, SustainedStrongMs);

    // Two looks at least: what one row says is noise more often than what two say.
    private long SustainedMs => Math.Max(SustainMs - _coveredMs, _coveredMs);

    private long SustainedStrongMs => Math.Max(SustainStrongMs - _coveredMs, _coveredMs);

    /// <summary>Takes a tick.</summary>
    /// <param name="nowMs">The tick.</param>
    /// <param name="joint">Joint evidence of the component.</param>
    /// <param name="coveredMs">How long before the tick the first unusual scrape had begun to look: its interval.</param>
    /// <param name="intervalMs">The longest scrape interval: what is shorter cannot be told.</param>
    /// <param name="budget">What a ticket and a page demand.</param>
    public void Take(long nowMs, double joint, long coveredMs, long intervalMs, EvidenceBudget budget)
    {
        _coveredMs = coveredMs;
        var tolerance = Math.Max(ToleranceMs, intervalMs * 2);
        var lastUnwellMs = _unwellLastMs;
        Follow(nowMs, joint >= budget.Ticket, tolerance, ref _unwellSinceMs, ref _unwellLastMs);
        if (lastUnwellMs != 0 && _unwellSinceMs == 0) RecoveredMs = lastUnwellMs;
        Peak = _unwellSinceMs == 0 ? 0 : Math.Max(Peak, joint);
        Follow(nowMs, joint >= budget.Page, tolerance, ref _pageSinceMs, ref _pageLastMs);
        Follow(nowMs, joint >= budget.Page + StrongMargin, tolerance, ref _strongSinceMs, ref _strongLastMs);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_unwellSinceMs);
        writer.Write(_unwellLastMs);
        writer.Write(_pageSinceMs);
        writer.Write(_pageLastMs);
        writer.Write(_strongSinceMs);
        writer.Write(_strongLastMs);
        writer.Write(RecoveredMs);
        writer.Write(_coveredMs);
        writer.Write(Peak);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _unwellSinceMs = reader.ReadLong();
        _unwellLastMs = reader.ReadLong();
        _pageSinceMs = reader.ReadLong();
        _pageLastMs = reader.ReadLong();
        _strongSinceMs = reader.ReadLong();
        _strongLastMs = reader.ReadLong();
        RecoveredMs = reader.ReadLong();
        _coveredMs = reader.ReadLong();
        Peak = reader.ReadDouble();
    }

    private static bool Holds(long nowMs, long sinceMs, long lastMs, long forMs) => sinceMs != 0 && nowMs - sinceMs >= forMs && nowMs == lastMs;

    private static void Follow(long nowMs, bool holds, long toleranceMs, ref long since, ref long last)
    {
        if (holds) (since, last) = (since == 0 ? nowMs : since, nowMs);
        else if (since != 0 && nowMs - last > toleranceMs) (since, last) = (0, 0);
    }
}
