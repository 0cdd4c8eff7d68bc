using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// How a series' moves grow with the time that they have: as a power of it, 0 for noise around a level, 1 for a straight line. Until a
/// horizon has passed once, what was forecast for shorter times is stretched by it. 40 bytes.
/// </summary>
internal sealed class ReachGrowth
{
    // The power of a random walk, until enough moves have been seen.
    private const double Unknown = 0.5;
    private const int MinMoves = 20;

    // A move of nothing has no logarithm.
    private const double FloorShare = 0.1;
    private const double Least = 1e-9;

    private double _count;
    private double _x;
    private double _y;
    private double _xx;
    private double _xy;

    /// <summary>What an error after a share of the horizon is multiplied by.</summary>
    public double Stretch(double share) => share >= 1 ? 1 : Math.Pow(share, -Power());

    /// <summary>Takes a move in.</summary>
    /// <param name="share">Share of the horizon that it had.</param>
    /// <param name="move">Its size.</param>
    /// <param name="usual">Usual size of moves.</param>
    public void Learn(double share, double move, double usual)
    {
        var (x, y) = (Math.Log(share), Math.Log(move + (FloorShare * usual) + Least));
        _count++;
        _x += x;
        _y += y;
        _xx += x * x;
        _xy += x * y;
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_count);
        writer.Write(_x);
        writer.Write(_y);
        writer.Write(_xx);
        writer.Write(_xy);
    }

    public void Restore(ref SnapshotReader reader)
    {
        _count = reader.ReadDouble();
        _x = reader.ReadDouble();
        _y = reader.ReadDouble();
        _xx = reader.ReadDouble();
        _xy = reader.ReadDouble();
    }

    private double Power()
    {
        if (_count < MinMoves) return Unknown;
        var spread = _xx - (_x * _x / _count);
        return Math.Clamp((_xy - (_x * _y / _count)) / Math.Max(spread, Least), 0, 1);
    }
}
