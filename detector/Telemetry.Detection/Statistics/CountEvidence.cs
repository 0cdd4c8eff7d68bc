namespace Telemetry.Detection.Statistics;

/// <summary>Signed roots of log-likelihood ratios of counts: near standard normal when nothing changed, whatever the size of the count.</summary>
public static class CountEvidence
{
    // No counter counts further; beyond it sums of counts would lose their units.
    private const double MaxCount = 1e18;

    /// <summary>Whether a number can be a count: finite, not below zero, and not beyond what counters hold.</summary>
    public static bool IsCount(double value) => value is >= 0 and <= MaxCount;

    /// <summary>Poisson: <paramref name="count"/> events where <paramref name="expected"/> were to be expected.</summary>
    public static double Poisson(double count, double expected)
    {
        if (!(expected > 0)) return 0;
        var ratio = (count > 0 ? count * Math.Log(count / expected) : 0) - (count - expected);
        return Math.Sign(count - expected) * Math.Sqrt(2 * Math.Max(ratio, 0));
    }

    /// <summary>Binomial: <paramref name="bad"/> of <paramref name="all"/> where the share <paramref name="share"/> was to be expected.</summary>
    public static double Binomial(double bad, double all, double share)
    {
        if (!(all > 0 && share is > 0 and < 1)) return 0;
        var observed = Math.Clamp(bad / all, 0, 1);
        var divergence = Term(observed, share) + Term(1 - observed, 1 - share);
        return Math.Sign(observed - share) * Math.Sqrt(2 * all * Math.Max(divergence, 0));
    }

    private static double Term(double observed, double expected) => observed > 0 ? observed * Math.Log(observed / expected) : 0;
}
