namespace Telemetry.Benchmarks.Quality.ClusterMonths;

/// <summary>The exact 95 % confidence interval of a Poisson count (Garwood 1936), by bisection of its distribution.</summary>
internal static class PoissonInterval
{
    private const double Tail = 0.025;
    private const int Halvings = 60;

    /// <summary>Means that explain a count of so many.</summary>
    public static (double Low, double High) Of(int count)
    {
        var most = count + (10 * Math.Sqrt(count + 1)) + 10;
        var low = count == 0 ? 0 : Bisect(most, mean => 1 - AtMost(count - 1, mean) < Tail);
        return (low, Bisect(most, mean => AtMost(count, mean) > Tail));
    }

    // The largest mean below which it holds.
    private static double Bisect(double most, Func<double, bool> holds)
    {
        var (low, high) = (0.0, most);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            if (holds(middle)) low = middle;
            else high = middle;
        }

        return low;
    }

    private static double AtMost(int count, double mean)
    {
        var (term, sum) = (Math.Exp(-mean), 0.0);
        for (var i = 0; i <= count; i++)
        {
            sum += term;
            term *= mean / (i + 1);
        }

        return sum;
    }
}
