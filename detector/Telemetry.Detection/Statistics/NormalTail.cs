namespace Telemetry.Detection.Statistics;

/// <summary>Upper tail of the standard normal law.</summary>
internal static class NormalTail
{
    private const double LogRootTwoPi = 0.9189385332046727;

    /// <summary>
    /// −log₁₀ of the probability of a value above <paramref name="z"/>; between the bounds of Birnbaum and Sampford (1953), relative error of
    /// the probability below one per cent. Zero or more.
    /// </summary>
    public static double Evidence(double z)
    {
        if (!(z > 0)) return 0;
        var mills = Math.Log(4 / ((3 * z) + Math.Sqrt((z * z) + 8)));
        return Math.Max(((z * z / 2) + LogRootTwoPi - mills) / Math.Log(10), 0);
    }
}
