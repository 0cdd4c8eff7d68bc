using System.Runtime.InteropServices;

namespace Telemetry.Detection.Statistics;

/// <summary>A log-normal law given by its median and 99 % quantile: what the fleet's latencies usually look like.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LogNormalPrior(double Median, double P99)
{
    private const double NormalP99 = 2.3263478740408408;

    /// <summary>Probability of a value up to <paramref name="bound"/>.</summary>
    public double Below(double bound)
    {
        if (bound <= 0) return 0;
        if (double.IsPositiveInfinity(bound)) return 1;
        return Normal((Math.Log(bound) - Math.Log(Median)) / (Math.Log(P99 / Median) / NormalP99));
    }

    // Abramowitz and Stegun 26.2.17; absolute error below 7.5e-8.
    private static double Normal(double x)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(x)));
        var tail = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return x >= 0 ? 1 - tail : tail;
    }
}
