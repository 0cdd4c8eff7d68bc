using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Counts of an exponential histogram: bucket <c>Offset + i</c> holds what lies in (base^(Offset+i), base^(Offset+i+1)], the base being
/// 2^(2^-scale). Latencies are positive, so what lies around and below zero is one number. Eight bytes a bucket.
/// </summary>
public sealed class ExponentialCounts
{
    private ulong[] _counts = [];
    private int _length;

    /// <summary>Resolution: each step down joins two buckets.</summary>
    public int Scale { get; private set; }

    /// <summary>Index of the first bucket.</summary>
    public int Offset { get; private set; }

    /// <summary>Observations around zero and below.</summary>
    public ulong Low { get; private set; }

    /// <summary>Up to where an observation counts as <see cref="Low"/>.</summary>
    public double Threshold { get; private set; }

    /// <summary>All observations; known after <see cref="Seal"/>.</summary>
    public ulong Total { get; private set; }

    /// <summary>Begins anew.</summary>
    /// <returns>The buckets, to be filled; then <see cref="Seal"/>.</returns>
    public Span<ulong> Begin(int scale, double threshold, ulong low, int offset, int buckets)
    {
        (Scale, Threshold, Low, Offset, _length) = (scale, threshold, low, offset, buckets);
        if (_counts.Length < buckets) _counts = new ulong[buckets];
        return _counts.AsSpan(0, buckets);
    }

    /// <summary>Ends the filling.</summary>
    public void Seal()
    {
        Total = Low;
        foreach (var count in _counts.AsSpan(0, _length)) Total += count;
    }

    /// <summary>Becomes a copy.</summary>
    public void CopyFrom(ExponentialCounts other)
    {
        other._counts.AsSpan(0, other._length).CopyTo(Begin(other.Scale, other.Threshold, other.Low, other.Offset, other._length));
        Total = other.Total;
    }

    /// <summary>Joins buckets until the scale is this; exact, since the bounds of a lower scale are bounds of every higher one.</summary>
    public void CoarsenTo(int scale)
    {
        var shift = Scale - scale;
        if (shift <= 0) return;
        var first = Offset >> shift;
        var last = _length == 0 ? first - 1 : (Offset + _length - 1) >> shift;
        for (var i = 0; i < _length; i++)
        {
            var count = _counts[i];
            _counts[i] = 0;
            _counts[((Offset + i) >> shift) - first] += count;
        }

        (Scale, Offset, _length) = (scale, first, last - first + 1);
    }

    /// <summary>Whether no bucket is below what it was; both must have one scale.</summary>
    public bool Continues(ExponentialCounts before)
    {
        for (var i = 0; i < before._length; i++)
            if (before._counts[i] > At(before.Offset + i)) return false;
        return Low >= before.Low;
    }

    /// <summary>Adds what was observed since an earlier scrape, or ever, to a stratum; both must have one scale.</summary>
    public void AddTo(HistogramStratum stratum, ExponentialCounts? before)
    {
        if (Low > (before?.Low ?? 0)) stratum.Spread(0, Threshold, Low - (before?.Low ?? 0));
        for (var i = 0; i < _length; i++)
        {
            var index = Offset + i;
            var added = _counts[i] - (before?.At(index) ?? 0);
            if (added > 0) stratum.Spread(ExponentialGrid.Bound(Scale, index), ExponentialGrid.Bound(Scale, index + 1), added);
        }
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(Scale);
        writer.Write(Offset);
        writer.Write(Threshold);
        writer.Write(unchecked((long)Low));
        writer.Write((ReadOnlySpan<ulong>)_counts.AsSpan(0, _length));
    }

    public static ExponentialCounts Restore(ref SnapshotReader reader)
    {
        var counts = new ExponentialCounts
        {
            Scale = reader.ReadInt(),
            Offset = reader.ReadInt(),
            Threshold = reader.ReadDouble(),
            Low = unchecked((ulong)reader.ReadLong()),
            _counts = reader.ReadCounts(),
        };
        counts._length = counts._counts.Length;
        counts.Seal();
        return counts;
    }

    private ulong At(int index) => index >= Offset && index - Offset < _length ? _counts[index - Offset] : 0;
}
