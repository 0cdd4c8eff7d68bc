using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Detectors;

/// <summary>A count and its exposure over the last minute, fading exponentially. 16 bytes of state.</summary>
internal sealed class RecentRate
{
    private const double WindowSeconds = 30;

    private double _count;
    private double _exposure;

    /// <summary>Count per exposure with the interval at hand; NaN without exposure.</summary>
    public double With(double count, double exposure, double seconds)
    {
        var kept = Math.Exp(-seconds / WindowSeconds);
        return ((_count * kept) + count) / ((_exposure * kept) + exposure);
    }

    /// <summary>Makes the interval part of the past.</summary>
    public void Add(double count, double exposure, double seconds)
    {
        var kept = Math.Exp(-seconds / WindowSeconds);
        _count = (_count * kept) + count;
        _exposure = (_exposure * kept) + exposure;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_count);
        writer.Write(_exposure);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _count = reader.ReadDouble();
        _exposure = reader.ReadDouble();
    }
}
