using Telemetry.Detection.Snapshots;

namespace Telemetry.Detection.Forecasting;

/// <summary>
/// Makes probabilities of a breach come true as often as they say: counts, in bins of what was said and apart for a series that is below its
/// limit and one above it, how often it came. What was said counts as a hundred cases of its own. 350 bytes.
/// </summary>
internal sealed class BreachCalibration
{
    private const double Prior = 100;

    private static readonly double[] Edges = [0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95];

    private readonly double[] _said = new double[2 * (Edges.Length + 1)];
    private readonly double[] _came = new double[2 * (Edges.Length + 1)];

    /// <summary>The probability, corrected.</summary>
    /// <param name="said">Probability by the errors of the past.</param>
    /// <param name="isAbove">Whether the series is above its limit now.</param>
    public double Correct(double said, bool isAbove)
    {
        var bin = Bin(said, isAbove);
        return (_came[bin] + (Prior * said)) / (_said[bin] + Prior);
    }

    /// <summary>Notes what came.</summary>
    public void Learn(double said, bool isAbove, bool came)
    {
        var bin = Bin(said, isAbove);
        _said[bin]++;
        if (came) _came[bin]++;
    }

    /// <summary>Forgets everything: the limit is another.</summary>
    public void Clear()
    {
        Array.Clear(_said);
        Array.Clear(_came);
    }

    public void Save(SnapshotWriter writer)
    {
        writer.Write(_said);
        writer.Write(_came);
    }

    public void Restore(ref SnapshotReader reader)
    {
        reader.ReadInto(_said);
        reader.ReadInto(_came);
    }

    private static int Bin(double said, bool isAbove)
    {
        var bin = 0;
        while (bin < Edges.Length && said >= Edges[bin]) bin++;
        return isAbove ? Edges.Length + 1 + bin : bin;
    }
}
