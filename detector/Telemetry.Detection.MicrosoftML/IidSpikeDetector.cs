using Microsoft.ML;
using Microsoft.ML.Transforms.TimeSeries;

namespace Telemetry.Detection.MicrosoftML;

/// <summary>Spikes among levels taken for independent: a kernel density over the ring gives the candidate's p-value.</summary>
internal sealed class IidSpikeDetector(bool bothDirections) : RingDetector<SpikeRow>(Capacity, bothDirections)
{
    private const int Capacity = 512;
    private const double Confidence = 99;

    // Place of the numbers in the library's verdict.
    private const int RawScore = 1;
    private const int PValue = 2;

    // The library's p-values end here.
    private const double LeastPValue = 1e-8;

    /// <inheritdoc/>
    protected override IEstimator<ITransformer> Estimator(MLContext library, int rows) => library.Transforms.DetectIidSpike(
        nameof(SpikeRow.Verdict), nameof(LevelRow.Level), Confidence, rows, IsTwoSided ? AnomalySide.TwoSided : AnomalySide.Positive);

    /// <inheritdoc/>
    protected override (double Evidence, double Magnitude) Read(IReadOnlyList<double[]> verdicts) =>
        (-Math.Log10(Math.Max(verdicts[^1][PValue], LeastPValue)), verdicts[^1][RawScore]);
}
