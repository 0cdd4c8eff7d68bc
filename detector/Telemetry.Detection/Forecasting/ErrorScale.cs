using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// Usual size of a forecast's errors: their mean, outliers clipped. A slower mean that clips less is its floor, or a series that is silent
/// between bursts would seem to have no errors at all. 24 bytes.
/// </summary>
internal sealed class ErrorScale
{
    private const double Gain = 1.0 / 60;
    private const double Clip = 10;
    private const double SlowGain = 1.0 / 1000;
    private const double SlowClip = 100;
    private const double FloorShare = 0.1;
    private const long Early = 50;

    private double _mean;
    private double _slow;
    private long _count;

    /// <summary>The scale; 0 while there was no error.</summary>
    public double Value => Math.Max(_mean, FloorShare * _slow);

    public void Learn(double error)
    {
        _count++;
        var size = Math.Abs(error);
        var (limit, slowLimit) = (Clip * Value, SlowClip * _slow);
        var isEarly = _count <= Early || _slow == 0;
        _mean += Math.Max(Gain, 1.0 / _count) * ((isEarly ? size : Math.Min(size, limit)) - _mean);
        _slow += Math.Max(SlowGain, 1.0 / _count) * ((isEarly ? size : Math.Min(size, slowLimit)) - _slow);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_mean);
        writer.Write(_slow);
        writer.Write(_count);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _mean = reader.ReadDouble();
        _slow = reader.ReadDouble();
        _count = reader.ReadLong();
    }
}
