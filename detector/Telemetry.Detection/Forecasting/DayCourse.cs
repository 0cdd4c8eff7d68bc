using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// What a series is at each time of the day: yesterday's mean of each bin, and a mean over the days. At most 288 bins of five minutes, fewer
/// where the series' steps are longer; 16 bytes a bin.
/// </summary>
internal sealed class DayCourse
{
    private const long DayMs = 86_400_000;
    private const int MaxBins = 288;

    // About the last four days.
    private const double DayGain = 0.25;

    private readonly double[] _latest;
    private readonly double[] _usual;
    private readonly long _binMs;
    private double _sum;
    private long _count;
    private long _bin = -1;

    public DayCourse(long stepMs)
    {
        var bins = (int)Math.Clamp(DayMs / stepMs, 1, MaxBins);
        _binMs = DayMs / bins;
        _latest = NewBins(bins);
        _usual = NewBins(bins);
    }

    /// <summary>Takes a value in.</summary>
    public void Add(long timeMs, double value)
    {
        var bin = Floor(timeMs);
        if (bin != _bin) Close();
        _bin = bin;
        _sum += value;
        _count++;
    }

    /// <summary>Yesterday's level at a time of the day; NaN where it was not seen.</summary>
    public double Latest(long timeMs) => Between(_latest, timeMs);

    /// <summary>The usual level at a time of the day; NaN where it was not seen.</summary>
    public double Usual(long timeMs) => Between(_usual, timeMs);

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_latest);
        writer.Write(_usual);
        writer.Write(_sum);
        writer.Write(_count);
        writer.Write(_bin);
    }

    public void Restore(ref SnapshotReader reader)
    {
        reader.ReadInto(_latest);
        reader.ReadInto(_usual);
        _sum = reader.ReadDouble();
        _count = reader.ReadLong();
        _bin = reader.ReadLong();
    }

    private static double[] NewBins(int bins)
    {
        var values = new double[bins];
        Array.Fill(values, double.NaN);
        return values;
    }

    private void Close()
    {
        if (_count == 0) return;
        var mean = _sum / _count;
        var at = Index(_bin);
        _latest[at] = mean;
        _usual[at] = double.IsNaN(_usual[at]) ? mean : _usual[at] + (DayGain * (mean - _usual[at]));
        (_sum, _count) = (0, 0);
    }

    // Bins hold means, which stand for their middles.
    private double Between(double[] bins, long timeMs)
    {
        var shifted = timeMs - (_binMs / 2);
        var low = Floor(shifted);
        var share = (double)(shifted - (low * _binMs)) / _binMs;
        var (before, after) = (bins[Index(low)], bins[Index(low + 1)]);
        if (double.IsNaN(before)) return after;
        return double.IsNaN(after) ? before : before + (share * (after - before));
    }

    private long Floor(long timeMs) => (long)Math.Floor((double)timeMs / _binMs);

    private int Index(long bin) => (int)(((bin % _latest.Length) + _latest.Length) % _latest.Length);
}
