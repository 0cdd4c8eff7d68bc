using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Detectors;

/// <summary>What one scrape of a cumulative histogram came to.</summary>
public enum HistogramChange
{
    /// <summary>Seen for the first time, or in another form than before: there is nothing to subtract from.</summary>
    First,

    /// <summary>Nothing was observed.</summary>
    Unchanged,

    /// <summary>Observations of the interval were counted.</summary>
    Counted,

    /// <summary>The counter began again; what it shows now was observed since.</summary>
    Reset,

    /// <summary>A bucket fell while the count grew: the scrape of this series is dropped.</summary>
    Inconsistent,

    /// <summary>Other bounds than before: there is nothing to subtract from, and the next scrape goes on with the new ones.</summary>
    Rebounded,

    /// <summary>No histogram at all (bounds that do not rise, a count too many or too few): dropped.</summary>
    Malformed,
}

/// <summary>
/// One cumulative histogram, classic or native: keeps the last counts and gives those of the interval. Eight bytes a bucket and about a
/// hundred more. Other bounds than before are a new beginning, another scale is the same histogram.
/// </summary>
public sealed class HistogramSeries
{
    private double[] _bounds = [];
    private ulong[] _counts = [];
    private ulong _count;
    private ExponentialCounts? _exponential;
    private double _sum;
    private bool _seen;

    /// <summary>Whether it had counted something at the last scrape, so that a new beginning shows; of a native one nothing is said.</summary>
    public bool HasCounted => _count > 0;

    /// <summary>Whether these can be bounds: finite and rising.</summary>
    public static bool AreBounds(ReadOnlySpan<double> bounds)
    {
        for (var i = 0; i < bounds.Length; i++)
            if (!double.IsFinite(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1])) return false;
        return true;
    }

    /// <summary>Takes a scrape of a classic histogram.</summary>
    /// <param name="bounds">Upper bounds, ascending, without +Inf.</param>
    /// <param name="counts">Counts of the buckets alone, cumulative in time; one more than bounds.</param>
    /// <param name="sum">Sum of all observations; NaN where unknown.</param>
    /// <param name="bornAtZero">Whether a series seen for the first time began at zero since the last scrape.</param>
    /// <param name="stratum">Where the interval's observations are added.</param>
    public HistogramChange Take(ReadOnlySpan<double> bounds, ReadOnlySpan<ulong> counts, double sum, bool bornAtZero, HistogramStratum stratum)
    {
        var isSameForm = _seen && _exponential is null && bounds.SequenceEqual(_bounds);
        if (counts.Length != bounds.Length + 1 || (!isSameForm && !AreBounds(bounds))) return HistogramChange.Malformed;
        ulong count = 0;
        foreach (var bucket in counts) count += bucket;
        if (isSameForm && count == _count) return HistogramChange.Unchanged;
        var change = Judge(isSameForm, counts, count, bornAtZero);
        if (change is HistogramChange.Counted) Add(stratum, bounds, counts, _counts, sum - _sum);
        else if (change is HistogramChange.Reset) Add(stratum, bounds, counts, default, sum);
        Keep(bounds, counts, count, sum, stratum);
        return change;
    }

    /// <summary>Takes a scrape of a native histogram; parameters as for a classic one.</summary>
    public HistogramChange Take(ExponentialCounts counts, double sum, bool bornAtZero, HistogramStratum stratum)
    {
        var isSameForm = _exponential is not null && _exponential.Threshold == counts.Threshold;
        if (isSameForm && counts.Total == _exponential!.Total) return HistogramChange.Unchanged;
        var (now, before) = isSameForm ? AtOneScale(counts, _exponential!) : (counts, null);
        var change = Judge(now, before, bornAtZero);
        if (change is HistogramChange.Counted or HistogramChange.Reset)
        {
            now.AddTo(stratum, change is HistogramChange.Counted ? before : null);
            stratum.AddSum(change is HistogramChange.Counted ? sum - _sum : sum);
        }

        Keep(counts, sum);
        return change;
    }

    public void Save(SnapshotWriter writer, HistogramStratum stratum)
    {
        writer.Write(_seen);
        writer.Write(_sum);
        writer.Write(_exponential is not null);
        if (_exponential is not null)
        {
            _exponential.Save(writer);
            return;
        }

        writer.Write(_counts);
        writer.Write(_bounds == stratum.SharedBounds);
        if (_bounds != stratum.SharedBounds) writer.Write(_bounds);
    }

    public void Restore(ref SnapshotReader reader, HistogramStratum stratum)
    {
        _seen = reader.ReadBool();
        _sum = reader.ReadDouble();
        _count = 0;
        if (reader.ReadBool())
        {
            _exponential = ExponentialCounts.Restore(ref reader);
            return;
        }

        _counts = reader.ReadCounts();
        _bounds = reader.ReadBool() ? stratum.SharedBounds : reader.ReadDoubles();
        foreach (var bucket in _counts) _count += bucket;
    }

    private static void Add(
        HistogramStratum stratum, ReadOnlySpan<double> bounds, ReadOnlySpan<ulong> now, ReadOnlySpan<ulong> before, double sum)
    {
        stratum.AddSum(sum);
        if (bounds.SequenceEqual(stratum.Bounds))
        {
            stratum.Add(now, before);
            return;
        }

        for (var i = 0; i < now.Length; i++)
        {
            var added = now[i] - (before.IsEmpty ? 0 : before[i]);
            var lower = i > 0 ? bounds[i - 1] : bounds.IsEmpty ? 0 : Math.Min(0, bounds[0]);
            if (added > 0) stratum.Spread(lower, i < bounds.Length ? bounds[i] : double.PositiveInfinity, added);
        }
    }

    private HistogramChange Judge(bool isSameForm, ReadOnlySpan<ulong> counts, ulong count, bool bornAtZero)
    {
        if (!_seen) return bornAtZero && count > 0 ? HistogramChange.Reset : HistogramChange.First;
        if (!isSameForm) return HistogramChange.Rebounded;
        if (count < _count) return count > 0 ? HistogramChange.Reset : HistogramChange.First;
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] < _counts[i]) return HistogramChange.Inconsistent;
        return HistogramChange.Counted;
    }

    private HistogramChange Judge(ExponentialCounts now, ExponentialCounts? before, bool bornAtZero)
    {
        if (!_seen) return bornAtZero && now.Total > 0 ? HistogramChange.Reset : HistogramChange.First;
        if (before is null) return HistogramChange.First;
        if (now.Total < before.Total) return now.Total > 0 ? HistogramChange.Reset : HistogramChange.First;
        return now.Continues(before) ? HistogramChange.Counted : HistogramChange.Inconsistent;
    }

    // What was kept may be coarsened in place; what others read too is copied.
    private static (ExponentialCounts Now, ExponentialCounts Before) AtOneScale(ExponentialCounts now, ExponentialCounts before)
    {
        before.CoarsenTo(now.Scale);
        if (now.Scale == before.Scale) return (now, before);
        var coarse = new ExponentialCounts();
        coarse.CopyFrom(now);
        coarse.CoarsenTo(before.Scale);
        return (coarse, before);
    }

    private void Keep(ReadOnlySpan<double> bounds, ReadOnlySpan<ulong> counts, ulong count, double sum, HistogramStratum stratum)
    {
        if (!bounds.SequenceEqual(_bounds)) _bounds = bounds.SequenceEqual(stratum.Bounds) ? stratum.SharedBounds : bounds.ToArray();
        if (_counts.Length != counts.Length) _counts = new ulong[counts.Length];
        counts.CopyTo(_counts);
        _exponential = null;
        (_count, _sum, _seen) = (count, sum, true);
    }

    private void Keep(ExponentialCounts counts, double sum)
    {
        _exponential ??= new ExponentialCounts();
        _exponential.CopyFrom(counts);
        (_bounds, _counts, _count) = ([], [], 0);
        (_sum, _seen) = (sum, true);
    }
}
