namespace Telemetry.Detection.Statistics;

/// <summary>Upper tail of the standard normal law.</summary>
internal static class NormalTail
{
    private const double LogRootTwoPi = 0.9189385332046727;
    private const double LogTwo = 0.6931471805599453;
    private const double LogTen = 2.302585092994046;

    // The hazard of a standard normal at 0; at z it exceeds z by no more.
    private const double HazardAtZero = 0.7978845608028654;

    /// <summary>
    /// −log₁₀ of the probability of a value above <paramref name="z"/>; between the bounds of Birnbaum and Sampford (1953), relative error of
    /// the probability below one per cent. Zero or more.
    /// </summary>
    public static double Evidence(double z)
    {
        if (!(z > 0)) return 0;
        var mills = Math.Log(4 / ((3 * z) + Math.Sqrt((z * z) + 8)));
        return Math.Max(((z * z / 2) + LogRootTwoPi - mills) / LogTen, 0);
    }

    /// <summary>What <see cref="Evidence"/> is at most, told without a logarithm: the integral of a bound of the hazard, (z + √(2/π)).</summary>
    /// <param name="z">0 or more.</param>
    public static double MostEvidence(double z) => (LogTwo + (z * (HazardAtZero + (z / 2)))) / LogTen;
}
