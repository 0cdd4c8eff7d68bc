using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>One forecast until its time comes.</summary>
/// <param name="TargetMs">The moment that it speaks of.</param>
/// <param name="Share">Share of the horizon that lies before that moment: below 1 until the horizon has passed once.</param>
/// <param name="Predictions">What each method expected, the last value first.</param>
/// <param name="Mixed">What was made of them.</param>
/// <param name="MoveScale">Usual size of moves when it was issued.</param>
/// <param name="Scale">Usual size of errors when it was issued.</param>
/// <param name="Limit">The limit then; NaN for none.</param>
/// <param name="Breach">Probability of a breach before correction; NaN without a limit.</param>
internal sealed record IssuedForecast(
    long TargetMs, double Share, double[] Predictions, double Mixed, double MoveScale, double Scale, double Limit, double Breach)
{
    /// <summary>The last value when it was issued.</summary>
    public double Origin => Predictions[0];

    public bool WasAbove => Origin > Limit;

    public void Save(SnapshotWriter writer)
    {
        writer.Write(TargetMs);
        writer.Write(Share);
        writer.Write(Predictions);
        writer.Write(Mixed);
        writer.Write(MoveScale);
        writer.Write(Scale);
        writer.Write(Limit);
        writer.Write(Breach);
    }

    public static IssuedForecast Restore(ref SnapshotReader reader, int predictions)
    {
        var (target, share, expected) = (reader.ReadLong(), reader.ReadDouble(), new double[predictions]);
        reader.ReadInto(expected);
        return new IssuedForecast(
            target, share, expected, reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }
}
