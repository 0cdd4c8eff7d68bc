namespace Telemetry.Benchmarks.Quality.Forecasts;

/// <summary>How one horizon did over all files.</summary>
internal sealed class ForecastTally
{
    // Edges of the bins in which probabilities are compared with what came; narrow where most of them lie.
    private static readonly double[] Edges = [0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95];

    private readonly double[] _said = new double[Edges.Length + 1];
    private readonly double[] _came = new double[Edges.Length + 1];

    /// <summary>Mean absolute error over that of the last value, by file.</summary>
    public Dictionary<string, double> ErrorRatios { get; } = new(StringComparer.Ordinal);

    /// <summary>Share of values inside the band, by file.</summary>
    public Dictionary<string, double> Coverages { get; } = new(StringComparer.Ordinal);

    /// <summary>Forecasts judged.</summary>
    public int Count { get; private set; }

    /// <summary>Mean distance of what was said and what came, bins weighted by their forecasts.</summary>
    public double CalibrationError => _said.Zip(_came, (said, came) => Math.Abs(said - came)).Sum() / Count;

    /// <summary>Notes a probability and what came.</summary>
    public void Take(double probability, bool came)
    {
        var bin = 0;
        while (bin < Edges.Length && probability >= Edges[bin]) bin++;
        _said[bin] += probability;
        _came[bin] += came ? 1 : 0;
        Count++;
    }

    /// <summary>Geometric mean of the error ratios of the files that are chosen.</summary>
    public double ErrorRatio(Func<string, bool> isChosen) =>
        Math.Exp(ErrorRatios.Where(ratio => isChosen(ratio.Key)).Select(ratio => Math.Log(ratio.Value)).DefaultIfEmpty(double.NaN).Average());
}
