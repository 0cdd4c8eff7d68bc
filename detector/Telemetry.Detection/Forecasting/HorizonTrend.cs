using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>Where a series goes if it moves on as it has over the time that the horizon spans: by two means of half and of twice that time.</summary>
internal sealed class HorizonTrend(double steps)
{
    private const double ShortSpan = 0.5;
    private const double LongSpan = 2;

    private double _short;
    private double _long;

    public void Learn(SeriesPast past)
    {
        _short += SeriesPast.Gain(ShortSpan * steps, past.Steps, past.Count) * (past.Value - _short);
        _long += SeriesPast.Gain(LongSpan * steps, past.Steps, past.Count) * (past.Value - _long);
    }

    /// <summary>How far it goes in a share of the horizon.</summary>
    public double Ahead(double share) => share * (_short - _long) / (LongSpan - ShortSpan);

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_short);
        writer.Write(_long);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _short = reader.ReadDouble();
        _long = reader.ReadDouble();
    }
}
