namespace Telemetry.Detection.Correlation;

/// <summary>
/// Evidence of several signals together. Under normal conditions each one's is exponential, so a sum of k has an Erlang tail; the best
/// few out of m are paid for by the number of subsets they were chosen from.
/// </summary>
public static class JointEvidence
{
    /// <summary>More than this from one signal is not believed: no tail is known that far out.</summary>
    public const double Cap = 12;

    /// <summary>Signals of one component that are taken together at most.</summary>
    public const int MaxSubset = 2;

    /// <summary>Joint evidence, −log₁₀ of the probability that the best subset shows this much by chance; at least 0.</summary>
    /// <param name="strongestFirst">Evidence of the unusual signals, strongest first.</param>
    /// <param name="signals">Number of signals that could have been unusual.</param>
    /// <param name="maxSubset">Signals that are taken together at most.</param>
    public static double Combine(ReadOnlySpan<double> strongestFirst, int signals, int maxSubset = MaxSubset)
    {
        var best = 0.0;
        var sum = 0.0;
        var subsets = Math.Min(maxSubset, signals);
        var logSubsets = 0.0;
        for (var k = 1; k <= Math.Min(subsets, strongestFirst.Length); k++)
        {
            sum += Math.Min(strongestFirst[k - 1], Cap);
            logSubsets += Math.Log10((double)(signals - k + 1) / k);
            best = Math.Max(best, sum - logSubsets - Math.Log10(ErlangFactor(sum, k)) - Math.Log10(subsets));
        }

        return best;
    }

    // P(sum of k ≥ x) = 10^−x Σ_{i<k} (x ln 10)^i / i!
    private static double ErlangFactor(double sum, int k)
    {
        double factor = 1, term = 1;
        for (var i = 1; i < k; i++)
        {
            term *= sum * Math.Log(10) / i;
            factor += term;
        }

        return factor;
    }
}
