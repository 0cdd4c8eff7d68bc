using System.Runtime.InteropServices;
using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Correlation;

/// <summary>The band in which a signal lies while it is well: level and mean deviation of its last hundred values or so. 24 bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct NormalBand
{
    private const int Memory = 128;
    private const int MinValues = 12;

    // Mean deviations to either side: two standard deviations of a normal distribution.
    private const double HalfWidth = 2.5;

    private double _level;
    private double _deviation;
    private int _values;

    /// <summary>Lower edge; NaN while little is known.</summary>
    public readonly double Low => _values < MinValues ? double.NaN : Math.Max(_level - (HalfWidth * _deviation), Math.Min(_level, 0));

    /// <summary>Upper edge; NaN while little is known.</summary>
    public readonly double High => _values < MinValues ? double.NaN : _level + (HalfWidth * _deviation);

    /// <summary>Takes a value of a time at which the signal was well.</summary>
    public void Learn(double value)
    {
        _values = Math.Min(_values + 1, Memory);
        if (_values == 1) _level = value;
        _deviation += (Math.Abs(value - _level) - _deviation) / _values;
        _level += (value - _level) / _values;
    }

    public readonly void Save(SnapshotWriter writer)
    {
        writer.Write(_level);
        writer.Write(_deviation);
        writer.Write(_values);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _level = reader.ReadDouble();
        _deviation = reader.ReadDouble();
        _values = reader.ReadInt();
    }
}
