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

    private Lasting _unwell;
    private Lasting _page;
    private Lasting _strong;
    private Lasting _felt;
    private long _coveredMs;

    /// <summary>Since when the component has been unwell without a break; 0 while it is well.</summary>
    public long UnwellSinceMs => _unwell.SinceMs;

    /// <summary>Most evidence since it has been unwell; 0 while it is well.</summary>
    public double Peak { get; private set; }

    /// <summary>Most evidence of what is only its own trouble since it has been unwell; 0 while it is well.</summary>
    public double PeakLocal { get; private set; }

    /// <summary>Last tick at which it was unwell before the present time; 0 if it never was.</summary>
    public long RecoveredMs { get; private set; }

    /// <summary>Whether users feel it, or did a scrape ago.</summary>
    public bool IsFelt => _felt.SinceMs != 0;

    /// <summary>Whether evidence for a ticket has held long enough, and still does.</summary>
    public bool IsTicket(long nowMs) => _unwell.Holds(nowMs, SustainedMs) || IsPage(nowMs);

    /// <summary>Whether evidence for a page has held long enough, and still does.</summary>
    public bool IsPage(long nowMs) =>
        _page.Holds(nowMs, SustainedMs) || _strong.Holds(nowMs, SustainedStrongMs);

    // Two looks at least: what one row says is noise more often than what two say.
    private long SustainedMs => Math.Max(SustainMs - _coveredMs, _coveredMs);

    private long SustainedStrongMs => Math.Max(SustainStrongMs - _coveredMs, _coveredMs);

    /// <summary>Takes a tick.</summary>
    /// <param name="nowMs">The tick.</param>
    /// <param name="joint">Joint evidence of the component.</param>
    /// <param name="local">Evidence of what is only its own trouble.</param>
    /// <param name="isFelt">Whether users feel it.</param>
    /// <param name="coveredMs">How long before the tick the first unusual scrape had begun to look: its interval.</param>
    /// <param name="intervalMs">The longest scrape interval: what is shorter cannot be told.</param>
    /// <param name="budget">What a ticket and a page demand.</param>
    public void Take(long nowMs, double joint, double local, bool isFelt, long coveredMs, long intervalMs, EvidenceBudget budget)
    {
        _coveredMs = coveredMs;
        var tolerance = Math.Max(ToleranceMs, intervalMs * 2);
        var lastUnwellMs = _unwell.LastMs;
        _unwell.Take(joint >= budget.Ticket, nowMs, tolerance);
        if (lastUnwellMs != 0 && _unwell.SinceMs == 0) RecoveredMs = lastUnwellMs;
        (Peak, PeakLocal) = _unwell.SinceMs == 0 ? (0, 0) : (Math.Max(Peak, joint), Math.Max(PeakLocal, local));
        _felt.Take(isFelt, nowMs, tolerance);
        _page.Take(joint >= budget.Page, nowMs, tolerance);
        _strong.Take(joint >= budget.Page + StrongMargin, nowMs, tolerance);
    }

    public void Save(SnapshotWriter writer)
    {
        _unwell.Save(writer);
        _page.Save(writer);
        _strong.Save(writer);
        _felt.Save(writer);
        writer.Write(RecoveredMs);
        writer.Write(_coveredMs);
        writer.Write(Peak);
        writer.Write(PeakLocal);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _unwell = Lasting.Restore(ref reader);
        _page = Lasting.Restore(ref reader);
        _strong = Lasting.Restore(ref reader);
        _felt = Lasting.Restore(ref reader);
        RecoveredMs = reader.ReadLong();
        _coveredMs = reader.ReadLong();
        Peak = reader.ReadDouble();
        PeakLocal = reader.ReadDouble();
    }
}
