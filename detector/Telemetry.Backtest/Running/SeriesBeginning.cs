using Telemetry.Backtest.Samples;

namespace Telemetry.Backtest.Running;

/// <summary>What the first fifth of a series tells before anything is forecast.</summary>
/// <param name="StepMs">Median distance of its values, milliseconds.</param>
/// <param name="Limit">98 % quantile of its values; NaN where it has none.</param>
internal sealed record SeriesBeginning(long StepMs, double Limit)
{
    private const int Share = 5;
    private const double LimitQuantile = 0.98;
    private const long UnknownStepMs = 60_000;

    /// <summary>The beginnings of a table's series, by name.</summary>
    public static IEnumerable<(string Series, SeriesBeginning Beginning)> Of(SampleTable table)
    {
        var values = new List<Sample>[table.Series.Count];
        for (var i = 0; i < values.Length; i++) values[i] = [];
        foreach (var sample in table.Samples)
            if (!double.IsNaN(sample.Value)) values[sample.Series].Add(sample);
        for (var i = 0; i < values.Length; i++) yield return (table.Series[i], Of(values[i]));
    }

    private static SeriesBeginning Of(List<Sample> samples)
    {
        var first = samples.GetRange(0, (samples.Count + Share - 1) / Share);
        var steps = first.Zip(first.Skip(1), (before, after) => after.TimeMs - before.TimeMs).Where(step => step > 0).Order().ToList();
        var values = first.Select(sample => sample.Value).Order().ToList();
        return new SeriesBeginning(
            steps.Count > 0 ? steps[steps.Count / 2] : UnknownStepMs,
            values.Count > 0 ? Quantile(values, LimitQuantile) : double.NaN);
    }

    // Between the neighbours, as numpy and pandas do.
    private static double Quantile(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var low = (int)place;
        var high = Math.Min(low + 1, sorted.Count - 1);
        return sorted[low] + ((place - low) * (sorted[high] - sorted[low]));
    }
}
