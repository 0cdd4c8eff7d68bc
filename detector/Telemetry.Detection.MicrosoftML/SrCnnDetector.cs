using Microsoft.ML;

namespace Telemetry.Detection.MicrosoftML;

/// <summary>
/// Spectral residual: what stands out of the series' spectrum. It has no probability of its own, so the candidate's score is ranked among
/// those of the ring; its evidence ends at the ring's length, far below a page's.
/// </summary>
internal sealed class SrCnnDetector(bool bothDirections) : RingDetector<SpikeRow>(Capacity, bothDirections)
{
    private const int Capacity = 1024;
    private const int Window = 32;

    // Place of the numbers in the library's verdict.
    private const int RawScore = 1;

    /// <inheritdoc/>
    protected override IEstimator<ITransformer> Estimator(MLContext library, int rows) =>
        library.Transforms.DetectAnomalyBySrCnn(nameof(SpikeRow.Verdict), nameof(LevelRow.Level), windowSize: Window);

    /// <inheritdoc/>
    protected override (double Evidence, double Magnitude) Read(IReadOnlyList<double[]> verdicts)
    {
        // The first window has no spectrum yet.
        var scores = verdicts.Skip(Window).Select(verdict => verdict[RawScore]).ToList();
        var candidate = scores[^1];
        var asHigh = scores.Count(score => score >= candidate);
        return (-Math.Log10((double)asHigh / scores.Count), candidate);
    }
}
