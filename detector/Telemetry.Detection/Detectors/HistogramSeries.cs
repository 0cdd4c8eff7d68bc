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
/// One cumulative histogram, classic or native: keeps the last counts and gives those of the interval. Four bytes a bucket (native: eight)
/// and about a hundred more. Other bounds than before are a new beginning, another scale is the same histogram.
/// </summary>
/// <remarks>
/// Of a classic bucket's count the last 32 bits are kept, of all together the whole: an interval of fewer than 2³² observations is told
/// exactly, one of more is a new beginning.
/// </remarks>
public sealed class HistogramSeries
{
    private double[] _bounds = [];
    private uint[] _counts = [];
    private ulong _count;
    private ExponentialCounts? _exponential;
    private double _sum;

    /// <summary>Whether it had counted something at the last scrape, so that a new beginning shows; of a native one nothing is said.</summary>
    public bool HasCounted => _count > 0;

    private bool IsSeen => _counts.Length > 0 || _exponential is not null;

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
        var isSameForm = _counts.Length > 0 && bounds.SequenceEqual(_bounds);
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
        writer.Write(_sum);
        writer.Write(_exponential is not null);
        if (_exponential is not null)
        {
            _exponential.Save(writer);
            return;
        }

        writer.Write(unchecked((long)_count));
        writer.Write((ReadOnlySpan<uint>)_counts);
        writer.Write(_bounds == stratum.SharedBounds);
        if (_bounds != stratum.SharedBounds) writer.Write(_bounds);
    }

    public void Restore(ref SnapshotReader reader, HistogramStratum stratum)
    {
        _sum = reader.ReadDouble();
        (_count, _counts, _exponential) = (0, [], null);
        if (reader.ReadBool())
        {
            _exponential = ExponentialCounts.Restore(ref reader);
            return;
        }

        _count = unchecked((ulong)reader.ReadLong());
        _counts = reader.ReadRemainders();
        _bounds = reader.ReadBool() ? stratum.SharedBounds : BucketLayouts.Of(reader.ReadDoubles());
        if (_counts.Length > 0 && _counts.Length != _bounds.Length + 1)
            throw new SnapshotException($"{_counts.Length} buckets do not fit {_bounds.Length} bounds.");
    }

    private static void Add(
        HistogramStratum stratum, ReadOnlySpan<double> bounds, ReadOnlySpan<ulong> now, ReadOnlySpan<uint> before, double sum)
    {
        stratum.AddSum(sum);
        if (bounds.SequenceEqual(stratum.Bounds))
        {
            stratum.Add(now, before);
            return;
        }

        for (var i = 0; i < now.Length; i++)
        {
            var added = before.IsEmpty ? now[i] : unchecked((uint)now[i] - before[i]);
            var lower = i > 0 ? bounds[i - 1] : bounds.IsEmpty ? 0 : Math.Min(0, bounds[0]);
            if (added > 0) stratum.Spread(lower, i < bounds.Length ? bounds[i] : double.PositiveInfinity, added);
        }
    }

    private HistogramChange Judge(bool isSameForm, ReadOnlySpan<ulong> counts, ulong count, bool bornAtZero)
    {
        if (!IsSeen) return bornAtZero && count > 0 ? HistogramChange.Reset : HistogramChange.First;
        if (!isSameForm) return HistogramChange.Rebounded;
        if (count < _count) return count > 0 ? HistogramChange.Reset : HistogramChange.First;
        if (count - _count > uint.MaxValue) return HistogramChange.First;
        // A bucket that fell shows as one that rose by 2³² less: the sum of all rises is then too large.
        ulong risen = 0;
        for (var i = 0; i < counts.Length; i++) risen += unchecked((uint)counts[i] - _counts[i]);
        return risen == count - _count ? HistogramChange.Counted : HistogramChange.Inconsistent;
    }

    private HistogramChange Judge(ExponentialCounts now, ExponentialCounts? before, bool bornAtZero)
    {
        if (!IsSeen) return bornAtZero && now.Total > 0 ? HistogramChange.Reset : HistogramChange.First;
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
        if (!bounds.SequenceEqual(_bounds)) _bounds = bounds.SequenceEqual(stratum.Bounds) ? stratum.SharedBounds : BucketLayouts.Of(bounds);
        if (_counts.Length != counts.Length) _counts = new uint[counts.Length];
        for (var i = 0; i < counts.Length; i++) _counts[i] = unchecked((uint)counts[i]);
        _exponential = null;
        (_count, _sum) = (count, sum);
    }

    private void Keep(ExponentialCounts counts, double sum)
    {
        _exponential ??= new ExponentialCounts();
        _exponential.CopyFrom(counts);
        (_bounds, _counts, _count) = ([], [], 0);
        _sum = sum;
    }
}
