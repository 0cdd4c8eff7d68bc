using Microsoft.ML;

namespace Telemetry.Detection.MicrosoftML;

/// <summary>
/// Change points of what singular spectrum analysis leaves over: a power martingale over its p-values. That it ever reaches m has a
/// probability of at most 1/m (Ville), so its logarithm is evidence.
/// </summary>
internal sealed class SsaChangePointDetector(bool bothDirections) : RingDetector<ChangePointRow>(Capacity, bothDirections)
{
    private const int Capacity = 512;
    private const double Confidence = 95;
    private const int ChangeHistory = 8;

    // The longest season that is looked for; the library wants more than two of them to learn from.
    private const int Season = 24;

    // Place of the numbers in the library's verdict.
    private const int RawScore = 1;
    private const int Martingale = 3;

    /// <inheritdoc/>
    protected override IEstimator<ITransformer> Estimator(MLContext library, int rows) => library.Transforms.DetectChangePointBySsa(
        nameof(ChangePointRow.Verdict), nameof(LevelRow.Level), Confidence, ChangeHistory, trainingWindowSize: rows - 1, seasonalityWindowSize: Season);

    /// <inheritdoc/>
    protected override (double Evidence, double Magnitude) Read(IReadOnlyList<double[]> verdicts) =>
        (verdicts[^1][Martingale] > 1 ? Math.Log10(verdicts[^1][Martingale]) : 0, verdicts[^1][RawScore]);
}
