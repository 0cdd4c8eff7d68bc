using Telemetry.Detection.Snapshots;
using Telemetry.Detection.Statistics;

namespace Telemetry.Detection.Detectors;

/// <summary>
/// Histograms of one kind (say: GETs of pods) with the reference that they are compared with. Sixteen bytes a bucket: at 26 buckets about
/// half a kilobyte.
/// </summary>
public sealed class HistogramStratum
{
    // A reference speaks once it rests on its own observations, from several scrapes.
    private const double MatureObservations = 30;
    private const int MatureScrapes = 5;

    private readonly double[] _bounds;
    private readonly float[] _reference;
    private readonly float[] _interval;
    private double _total;
    private double _learned;
    private double _learnedSum;
    private int _scrapes;
    private long _learnedMs;

    public HistogramStratum(ReadOnlySpan<double> bounds)
    {
        _bounds = bounds.ToArray();
        _reference = new float[bounds.Length + 1];
        _interval = new float[bounds.Length + 1];
    }

    /// <summary>Upper bounds, ascending, without +Inf.</summary>
    public ReadOnlySpan<double> Bounds => _bounds;

    /// <summary>The same, to be shared by series that are counted on them.</summary>
    internal double[] SharedBounds => _bounds;

    /// <summary>Observations of the interval.</summary>
    public double Count { get; private set; }

    /// <summary>Their sum; NaN where unknown.</summary>
    public double Sum { get; private set; }

    /// <summary>Counts of the interval, bucket by bucket.</summary>
    public ReadOnlySpan<float> Interval => _interval;

    /// <summary>Whether the reference rests on enough observations to be compared with.</summary>
    public bool IsMature => _learned >= MatureObservations && _scrapes >= MatureScrapes;

    /// <summary>Weight of the reference in observations.</summary>
    public double ReferenceTotal => _total;

    /// <summary>Weights of the reference, bucket by bucket.</summary>
    public ReadOnlySpan<float> Reference => _reference;

    /// <summary>Mean of the observations that the reference rests on.</summary>
    public double ReferenceMean => _learned > 0 ? _learnedSum / _learned : double.NaN;

    /// <summary>Adds a series' observations of the interval, counted on the stratum's own bounds.</summary>
    public void Add(ReadOnlySpan<ulong> now, ReadOnlySpan<ulong> before)
    {
        for (var i = 0; i < now.Length; i++)
        {
            double delta = now[i] - (before.IsEmpty ? 0 : before[i]);
            _interval[i] += (float)delta;
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
        if (double.IsPositiveInfinity(upper))
        {
            _interval[BucketAbove(lower)] += (float)count;
            return;
        }

        var last = BucketOf(upper);
        var below = 0.0;
        for (var i = BucketAbove(lower); i < last; i++)
        {
            var share = ShareBelow(_bounds[i], lower, upper);
            _interval[i] += (float)(count * (share - below));
            below = share;
        }

        _interval[last] += (float)(count * (1 - below));
    }

    /// <summary>Takes the interval into the reference.</summary>
    /// <param name="timeMs">Event time of the scrape.</param>
    /// <param name="weight">How much of it, 0 to 1.</param>
    public void Learn(long timeMs, double weight)
    {
        var kept = _learnedMs == 0 ? 1 : Forgetting.Kept((timeMs - _learnedMs) / 1000.0);
        _total = 0;
        for (var i = 0; i < _reference.Length; i++)
        {
            _reference[i] = (float)((_reference[i] * kept) + (weight * _interval[i]));
            _total += _reference[i];
        }

        _learned = (_learned * kept) + (weight * Count);
        _learnedSum = (_learnedSum * kept) + (double.IsNaN(Sum) ? 0 : weight * Sum);
        _learnedMs = timeMs;
        _scrapes++;
    }

    /// <summary>Forgets what was learned.</summary>
    public void Forget()
    {
        (_total, _learned, _learnedSum, _scrapes, _learnedMs) = (0, 0, 0, 0, 0);
        Array.Clear(_reference);
    }

    /// <summary>Begins the next interval.</summary>
    public void Clear()
    {
        if (Count == 0) return;
        Array.Clear(_interval);
        (Count, Sum) = (0, 0);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write((ReadOnlySpan<double>)_bounds);
        writer.Write((ReadOnlySpan<float>)_reference);
        writer.Write(_learned);
        writer.Write(_learnedSum);
        writer.Write(_scrapes);
        writer.Write(_learnedMs);
    }

    public static HistogramStratum Restore(ref SnapshotReader reader)
    {
        var stratum = new HistogramStratum(reader.ReadDoubles());
        reader.ReadInto(stratum._reference);
        stratum._learned = reader.ReadDouble();
        stratum._learnedSum = reader.ReadDouble();
        stratum._scrapes = reader.ReadInt();
        stratum._learnedMs = reader.ReadLong();
        stratum._total = 0;
        foreach (var weight in stratum._reference) stratum._total += weight;
        return stratum;
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
