using System.Runtime.CompilerServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// What is usual at a time of day: the mean and the relative spread in 64 bins of 22.5 minutes, read by linear interpolation. 416 bytes.
/// Used after two whole days and blended in by days ÷ (days + 2), so that a profile of one odd day decides little.
/// </summary>
internal sealed class DayProfile
{
    private const int Bins = 64;
    private const double MsPerDay = 86_400_000;
    private const double MsPerBin = MsPerDay / Bins;
    private const double SettlingSeconds = 2 * 86_400;

    // A day's mean of a bin counts a quarter: four days carry most of the weight. One sample never counts more than half.
    private const double DayWeight = 0.25;
    private const double MaxGain = 0.5;

    // The spread moves by a thirtieth with a sample; an outlier of more than six deviations counts as six.
    private const double SpreadGain = 0.03;
    private const double SpreadClip = 6;
    private const double MinSpread = 0.5;
    private const double MaxSpread = 4;

    private Means _means;
    private Spreads _spreads;
    private double _anchor = double.NaN;
    private double _seconds;

    public DayProfile()
    {
        ((Span<Half>)_spreads).Fill(Half.One);
        ((Span<float>)_means).Fill(float.NaN);
    }

    /// <summary>Whether enough was seen for the profile to count: a gap of days teaches nothing.</summary>
    public bool IsKnown => _seconds >= SettlingSeconds;

    /// <summary>
    /// How far the usual value at a time of day lies off the series' first, as far as it counts, and how much wider than on average values
    /// scatter then; 0 and 1 before it does. The first value itself is left to whoever follows the level: weighted as it counts more and
    /// more it would be a drift.
    /// </summary>
    public (double Mean, double Spread) At(long timeMs)
    {
        if (!IsKnown) return (0, 1);
        var weight = _seconds / (_seconds + SettlingSeconds);
        var (before, after, share) = Position(timeMs);
        var mean = Between(_means[before], _means[after], share);
        if (double.IsNaN(mean)) mean = 0;
        return (weight * mean, Between((double)_spreads[before], (double)_spreads[after], share));
    }

    /// <summary>Takes a value into the bin of its time.</summary>
    /// <param name="timeMs">Event time.</param>
    /// <param name="seconds">Time since the value before.</param>
    /// <param name="value">The value.</param>
    /// <param name="limit">Largest distance from the bin's mean that is believed.</param>
    /// <param name="deviation">Its distance from the short-term level in average deviations.</param>
    /// <param name="weight">How much it counts, 0 to 1.</param>
    public void Learn(long timeMs, double seconds, double value, double limit, double deviation, double weight)
    {
        if (double.IsNaN(_anchor)) _anchor = value;
        else _seconds += seconds;
        var bin = (int)(TimeOfDay(timeMs) / MsPerBin);
        var relative = value - _anchor;
        ref var mean = ref _means[bin];
        if (float.IsNaN(mean)) mean = (float)relative;
        var gain = Math.Min(DayWeight * seconds * 1000 / MsPerBin, MaxGain) * weight;
        mean += (float)(gain * Math.Clamp(relative - mean, -limit, limit));
        var clipped = Math.Min(Math.Abs(deviation), SpreadClip);
        var square = (double)_spreads[bin] * (double)_spreads[bin];
        square += SpreadGain * weight * ((clipped * clipped) - square);
        _spreads[bin] = (Half)Math.Clamp(Math.Sqrt(square), MinSpread, MaxSpread);
    }

    /// <summary>Moves the whole day: the series has taken another level for good.</summary>
    public void Move(double by)
    {
        if (double.IsFinite(by)) _anchor += by;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_anchor);
        writer.Write(_seconds);
        for (var bin = 0; bin < Bins; bin++)
        {
            writer.Write((double)_means[bin]);
            writer.Write((double)_spreads[bin]);
        }
    }

    public void Restore(ref SnapshotReader reader)
    {
        _anchor = reader.ReadDouble();
        _seconds = reader.ReadDouble();
        for (var bin = 0; bin < Bins; bin++)
        {
            _means[bin] = (float)reader.ReadDouble();
            _spreads[bin] = (Half)reader.ReadDouble();
        }
    }

    private static double TimeOfDay(long timeMs)
    {
        var time = timeMs % (long)MsPerDay;
        return time < 0 ? time + MsPerDay : time;
    }

    // A bin that has seen nothing leaves the word to the other.
    private static double Between(double left, double right, double share)
    {
        if (double.IsNaN(left)) return right;
        return double.IsNaN(right) ? left : left + (share * (right - left));
    }

    // A bin speaks for its middle.
    private static (int Before, int After, double Share) Position(long timeMs)
    {
        var middle = (TimeOfDay(timeMs) / MsPerBin) + Bins - 0.5;
        var whole = (int)middle;
        return (whole % Bins, (whole + 1) % Bins, middle - whole);
    }

    [InlineArray(Bins)]
    private struct Means
    {
        private float _first;
    }

    [InlineArray(Bins)]
    private struct Spreads
    {
        private Half _first;
    }
}
