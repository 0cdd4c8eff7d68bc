namespace Telemetry.Detection.Statistics;

/// <summary>Quantiles of bucket counts, the way Prometheus interpolates them.</summary>
public static class BucketQuantile
{
    /// <summary>Estimates a quantile.</summary>
    /// <param name="q">Quantile in 0…1.</param>
    /// <param name="bounds">Upper bounds, ascending, without +Inf.</param>
    /// <param name="counts">Count of each bucket alone, one more than bounds.</param>
    /// <returns>NaN without observations; the highest bound where the quantile lies beyond it.</returns>
    public static double Estimate(double q, ReadOnlySpan<double> bounds, ReadOnlySpan<double> counts)
    {
        var total = 0.0;
        foreach (var count in counts) total += count;
        if (!(total > 0) || bounds.IsEmpty) return double.NaN;
        var rank = q * total;
        var below = 0.0;
        for (var i = 0; i < bounds.Length; i++)
        {
            if (below + counts[i] >= rank && counts[i] > 0)
            {
                var lower = i == 0 ? Math.Min(0, bounds[0]) : bounds[i - 1];
                return lower + ((bounds[i] - lower) * Math.Max(rank - below, 0) / counts[i]);
            }

            below += counts[i];
        }

        return bounds[^1];
    }
}
