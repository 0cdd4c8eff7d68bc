using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Scalars;

/// <summary>
/// Where a series is now and how far it usually lies off: a level over some ten samples that follows an outlier by no more than three
/// deviations, and the root mean square of what it left, over a day. 32 bytes.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct ShortTermLevel
{
    private const double LevelGain = 0.1;
    private const double LevelClip = 3;
    private const double ScaleClip = 4;

    // A half-life of a day.
    private const double ScaleMemorySeconds = 86_400 * 1.4427;
    private const int FirstSamples = 10;

    // The first thirty changes set the scale without a clip: until then nobody knows what is far.
    private const int FirstChanges = 30;

    // Values on a straight line with the two before are made up by whoever filled a gap; they say little of the noise.
    private const double StraightShare = 1e-3;
    private const double StraightWeight = 0.02;

    // Smallest scale, in parts of the value: below it a double's own digits are told.
    private const double MinRelativeScale = 1e-9;

    private double _level;
    private double _last;
    private float _lastStep;
    private float _scale;
    private int _samples;
    private byte _changes;
    private bool _isKnown;
    private bool _isOfTheDay;
    private readonly bool _stillTells;

    /// <param name="stillTells">Whether a series that has not moved yet tells how little it moves.</param>
    public ShortTermLevel(bool stillTells) => _stillTells = stillTells;

    /// <summary>The level; NaN where none is known.</summary>
    public readonly double Level => _isKnown ? _level : double.NaN;

    /// <summary>The level, or the one before the gap where none is known since; 0 before the first sample.</summary>
    public readonly double Kept => _level;

    /// <summary>Samples so far.</summary>
    public readonly int Samples => _samples;

    /// <summary>Whether all samples so far had one value, and tell by it.</summary>
    public readonly bool IsStill => _stillTells && _isKnown && _changes == 0 && _lastStep == 0;

    /// <summary>Average deviation.</summary>
    public readonly double Scale => _scale;

    /// <summary>Deviation of a residual in scales, signed; 0 while there is no level.</summary>
    public readonly double Deviation(double residual, double spread) =>
        _isKnown && _scale > 0 ? (residual - _level) / (_scale * spread) : 0;

    /// <summary>How much a value says of the noise: little where it was made up.</summary>
    public readonly double Informs(double value) =>
        Math.Abs(value - _last - _lastStep) <= (StraightShare * _scale) + (MinRelativeScale * Math.Abs(value)) ? StraightWeight : 1;

    /// <summary>Takes a residual into account.</summary>
    /// <param name="residual">Value less its usual value at this time of day.</param>
    /// <param name="value">The value.</param>
    /// <param name="spread">How much wider than on average values scatter at this time.</param>
    /// <param name="seconds">Time since the value before.</param>
    public void Learn(double residual, double value, double spread, double seconds)
    {
        if (!_isKnown) Begin(residual, value);
        var informs = Informs(value);
        var off = residual - _level;
        LearnFirst(Math.Abs(off / spread), informs);
        var limit = LevelClip * _scale * spread;
        _level += Math.Max(LevelGain, 1.0 / (_samples + 1)) * Math.Clamp(off, -limit, limit);
        if (_scale > 0) LearnScale(off / (_scale * spread), informs, seconds);
        _scale = (float)Math.Max(_scale, MinRelativeScale * Math.Abs(value));
        (_lastStep, _last) = ((float)(value - _last), value);
        if (_samples < int.MaxValue) _samples++;
    }

    /// <summary>Goes back to where the series was: what has lasted is over.</summary>
    public void Return(double level) => _level = level;

    /// <summary>Forgets where the series is and keeps how it scatters: a gap lies behind.</summary>
    public void Break() => _isKnown = false;

    /// <summary>Tells whether residuals are less the time of day; when they begin to be, the level is another.</summary>
    /// <returns>Whether they begin to be.</returns>
    public bool Follow(bool isOfTheDay)
    {
        var begins = isOfTheDay && !_isOfTheDay;
        if (begins) Break();
        _isOfTheDay = isOfTheDay;
        return begins;
    }

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write(_level);
        writer.Write((double)_scale);
        writer.Write(_last);
        writer.Write((double)_lastStep);
        writer.Write(_samples);
        writer.Write((int)_changes);
        writer.Write(_isKnown);
        writer.Write(_isOfTheDay);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _level = reader.ReadDouble();
        _scale = (float)reader.ReadDouble();
        _last = reader.ReadDouble();
        _lastStep = (float)reader.ReadDouble();
        _samples = reader.ReadInt();
        var changes = reader.ReadInt();
        if (changes is < 0 or > FirstChanges || _samples < 0 || !(_scale >= 0)) throw new SnapshotException("The level of the last samples is none.");
        _changes = (byte)changes;
        _isKnown = reader.ReadBool();
        _isOfTheDay = reader.ReadBool();
    }

    private void Begin(double residual, double value) => (_level, _last, _lastStep, _isKnown) = (residual, value, 0, true);

    private void LearnFirst(double off, double informs)
    {
        if (_changes >= FirstChanges || informs < 1 || off == 0) return;
        _changes++;
        if (_changes == 1 && _stillTells && _samples >= FirstChanges) (_scale, _changes) = ((float)(off / Math.Sqrt(_samples)), FirstChanges);
        else if (_changes == 1) _scale = (float)off;
        else if (off > ScaleClip * _scale) _scale += (float)((off - _scale) / _changes);
    }

    private void LearnScale(double deviation, double informs, double seconds)
    {
        var gain = informs * Math.Max(1.0 / (_samples + FirstSamples), seconds / (seconds + ScaleMemorySeconds));
        var clipped = Math.Min(Math.Abs(deviation), ScaleClip);
        _scale *= (float)Math.Sqrt(1 + (gain * ((clipped * clipped) - 1)));
    }
}
