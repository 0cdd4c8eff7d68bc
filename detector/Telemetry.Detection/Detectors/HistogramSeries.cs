using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Detectors;

/// <summary>What one scrape of a cumulative histogram came to.</summary>
public enum HistogramChange
{
    /// <summary>Seen for the first time: there is nothing to subtract from.</summary>
    First,

    /// <summary>Nothing was observed.</summary>
    Unchanged,

    /// <summary>Observations of the interval were counted.</summary>
    Counted,

    /// <summary>The counter began again; what it shows now was observed since.</summary>
    Reset,

    /// <summary>A bucket fell while the count grew: the scrape of this series is dropped.</summary>
    Inconsistent,
}

/// <summary>
/// One cumulative histogram: keeps the last counts and gives those of the interval. Eight bytes a bucket and about a hundred more.
/// </summary>
public sealed class HistogramSeries
{
    private ulong[] _counts = [];
    private ulong _count;
    private double _sum;
    private bool _seen;

    /// <summary>Takes a scrape.</summary>
    /// <param name="counts">Counts of the buckets alone, cumulative in time.</param>
    /// <param name="sum">Sum of all observations; NaN where unknown.</param>
    /// <param name="bornAtZero">Whether a series seen for the first time began at zero since the last scrape.</param>
    /// <param name="stratum">Where the interval's observations are added.</param>
    public HistogramChange Take(ReadOnlySpan<ulong> counts, double sum, bool bornAtZero, HistogramStratum stratum)
    {
        ulong count = 0;
        foreach (var bucket in counts) count += bucket;
        if (_seen && count == _count && counts.Length == _counts.Length) return HistogramChange.Unchanged;
        var change = Judge(counts, count, bornAtZero);
        if (change is HistogramChange.Counted) stratum.Add(counts, _counts, sum - _sum);
        else if (change is HistogramChange.Reset) stratum.Add(counts, default, sum);
        Keep(counts, count, sum);
        return change;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_seen);
        writer.Write((ReadOnlySpan<ulong>)_counts);
        writer.Write(_sum);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _seen = reader.ReadBool();
        _counts = reader.ReadCounts();
        _sum = reader.ReadDouble();
        _count = 0;
        foreach (var bucket in _counts) _count += bucket;
    }

    private HistogramChange Judge(ReadOnlySpan<ulong> counts, ulong count, bool bornAtZero)
    {
        if (!_seen) return bornAtZero && count > 0 ? HistogramChange.Reset : HistogramChange.First;
        if (counts.Length != _counts.Length) return HistogramChange.First;
        if (count < _count) return count > 0 ? HistogramChange.Reset : HistogramChange.First;
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] < _counts[i]) return HistogramChange.Inconsistent;
        return HistogramChange.Counted;
    }

    private void Keep(ReadOnlySpan<ulong> counts, ulong count, double sum)
    {
        if (_counts.Length != counts.Length) _counts = new ulong[counts.Length];
        counts.CopyTo(_counts);
        (_count, _sum, _seen) = (count, sum, true);
    }
}
