using System.Buffers;
using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Histograms of one kind (say: GETs of pods) with the reference that they are compared with. Four bytes a bucket: at 26 buckets about a
/// quarter of a kilobyte. The interval's counts are held from the scrape to its learning only, in rented memory.
/// </summary>
public sealed class HistogramStratum
{
    // A reference speaks once it rests on its own observations, from several scrapes.
    private const double MatureObservations = 30;
    private const int MatureScrapes = 5;

    private readonly double[] _bounds;
    private readonly float[] _reference;
    private float[]? _interval;
    private float _total;
    private double _learnedSum;
    private float _expectedBefore;
    private float _expectedNow;
    private byte _scrapes;
    private long _learnedMs;

    public HistogramStratum(ReadOnlySpan<double> bounds)
    {
        _bounds = BucketLayouts.Of(bounds);
        _reference = new float[bounds.Length + 1];
    }

    /// <summary>Upper bounds, ascending, without +Inf.</summary>
    public ReadOnlySpan<double> Bounds => _bounds;

    /// <summary>The same, to be shared by series that are counted on them.</summary>
    internal double[] SharedBounds => _bounds;

    /// <summary>Observations of the interval.</summary>
    public double Count { get; private set; }

    /// <summary>Their sum; NaN where unknown.</summary>
    public double Sum { get; private set; }

    /// <summary>Counts of the interval, bucket by bucket; empty while there are none.</summary>
    public ReadOnlySpan<float> Interval => _interval is null ? default : _interval.AsSpan(0, _reference.Length);

    /// <summary>Whether the reference rests on enough observations to be compared with.</summary>
    public bool IsMature => _total >= MatureObservations && _scrapes >= MatureScrapes;

    /// <summary>Weight of the reference in observations.</summary>
    public double ReferenceTotal => _total;

    /// <summary>Weights of the reference, bucket by bucket.</summary>
    public ReadOnlySpan<float> Reference => _reference;

    /// <summary>Mean of the observations that the reference rests on.</summary>
    public double ReferenceMean => _total > 0 ? _learnedSum / _total : double.NaN;

    /// <summary>Observations of the panes of <see cref="RecentDistribution"/> that the reference could be asked about.</summary>
    internal double Expected => (double)_expectedBefore + _expectedNow;

    /// <summary>Adds a series' observations of the interval, counted on the stratum's own bounds.</summary>
    /// <param name="now">Counts of the buckets alone, cumulative in time.</param>
    /// <param name="before">Their last 32 bits an interval ago; empty where all of them were observed since.</param>
    public void Add(ReadOnlySpan<ulong> now, ReadOnlySpan<uint> before)
    {
        var interval = Rented();
        for (var i = 0; i < now.Length; i++)
        {
            var delta = before.IsEmpty ? now[i] : unchecked((uint)now[i] - before[i]);
            interval[i] += delta;
            Count += delta;
        }
    }

    /// <summary>Adds the sum of the interval's observations.</summary>
    public void AddSum(double sum) => Sum += sum;

    /// <summary>
    /// Adds observations that lie in (lower, upper]. Where one of our bounds cuts that range they are shared out as if their logarithms
    /// were spread evenly; beyond the last bound of the series they count as just beyond it.
    /// </summary>
    public void Spread(double lower, double upper, double count)
    {
        Count += count;
        var interval = Rented();
        if (double.IsPositiveInfinity(upper))
        {
            interval[BucketAbove(lower)] += (float)count;
            return;
        }

        var last = BucketOf(upper);
        var below = 0.0;
        for (var i = BucketAbove(lower); i < last; i++)
        {
            var share = ShareBelow(_bounds[i], lower, upper);
            interval[i] += (float)(count * (share - below));
            below = share;
        }

        interval[last] += (float)(count * (1 - below));
    }

    /// <summary>Takes the interval into the reference.</summary>
    /// <param name="timeMs">Event time of the scrape.</param>
    /// <param name="weight">How much of it, 0 to 1.</param>
    public void Learn(long timeMs, double weight)
    {
        var kept = _learnedMs == 0 ? 1 : Forgetting.Kept((timeMs - _learnedMs) / 1000.0);
        var interval = Interval;
        var total = 0.0;
        for (var i = 0; i < interval.Length; i++)
        {
            if (_reference[i] == 0 && interval[i] == 0) continue;
            _reference[i] = (float)((_reference[i] * kept) + (weight * interval[i]));
            total += _reference[i];
        }

        _total = (float)total;
        _learnedSum = (_learnedSum * kept) + (double.IsNaN(Sum) ? 0 : weight * Sum);
        _learnedMs = timeMs;
        if (_scrapes < MatureScrapes) _scrapes++;
    }

    /// <summary>Forgets what was learned.</summary>
    public void Forget()
    {
        (_total, _learnedSum, _scrapes, _learnedMs) = (0, 0, 0, 0);
        (_expectedBefore, _expectedNow) = (0, 0);
        Array.Clear(_reference);
    }

    /// <summary>Counts the interval towards what the reference is asked about.</summary>
    internal void Expect() => _expectedNow += IsMature ? (float)Count : 0;

    /// <summary>Begins a pane.</summary>
    /// <param name="isContiguous">Whether the pane that ends is the one before.</param>
    internal void BeginPane(bool isContiguous) => (_expectedBefore, _expectedNow) = (isContiguous ? _expectedNow : 0, 0);

    /// <summary>Begins the next interval.</summary>
    public void Clear()
    {
        if (_interval is { } rented) ArrayPool<float>.Shared.Return(rented);
        (_interval, Count, Sum) = (null, 0, 0);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write((ReadOnlySpan<double>)_bounds);
        writer.Write((ReadOnlySpan<float>)_reference);
        writer.Write(_learnedSum);
        writer.Write(_expectedBefore);
        writer.Write(_expectedNow);
        writer.Write((int)_scrapes);
        writer.Write(_learnedMs);
    }

    public static HistogramStratum Restore(ref SnapshotReader reader)
    {
        var stratum = new HistogramStratum(reader.ReadDoubles());
        reader.ReadInto(stratum._reference);
        stratum._learnedSum = reader.ReadDouble();
        stratum._expectedBefore = reader.ReadFloat();
        stratum._expectedNow = reader.ReadFloat();
        stratum._scrapes = (byte)reader.ReadInt();
        stratum._learnedMs = reader.ReadLong();
        var total = 0.0;
        foreach (var weight in stratum._reference) total += weight;
        stratum._total = (float)total;
        return stratum;
    }

    private Span<float> Rented()
    {
        if (_interval is null)
        {
            _interval = ArrayPool<float>.Shared.Rent(_reference.Length);
            Array.Clear(_interval);
        }

        return _interval.AsSpan(0, _reference.Length);
    }

    // The bucket whose inclusive upper bound is the first at or above the value.
    private int BucketOf(double value)
    {
        var found = Array.BinarySearch(_bounds, value);
        return found >= 0 ? found : ~found;
    }

    // The bucket of the values just above this one.
    private int BucketAbove(double value)
    {
        var found = Array.BinarySearch(_bounds, value);
        return found >= 0 ? found + 1 : ~found;
    }

    private static double ShareBelow(double bound, double lower, double upper) =>
        lower > 0 ? Math.Log(bound / lower) / Math.Log(upper / lower) : (bound - lower) / (upper - lower);
}
