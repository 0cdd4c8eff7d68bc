using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;

namespace Telemetry.Benchmarks.Quality.FalseAlarms;

/// <summary>Alerts that scalar series raise when nothing happens, against their budget.</summary>
internal sealed class ScalarFalseAlarms : IQualityMeasure
{
    // 54 cells of 230 days are 414 alerts at one in 30 days.
    private const int Days = 230;
    private const int ReducedDays = 20;
    private const double SecondsPerDay = 86_400;
    private const double StepSeconds = 60;

    private static readonly double[] Autoregressions = [0, 0.6, 0.9];
    private static readonly double[] Means = [10, 30, 300];

    /// <inheritdoc/>
    public string Name => "scalar-false-alarms";

    /// <inheritdoc/>
    public string Method => """
        Rates without incidents, a sample a minute for 230 days from the first one on: Poisson counts of mean 10, 30 and 300 around a level that swings by
        ±40 % with the day and by 15 % with a first-order autoregression of 0, 0.6 or 0.9, driven by six laws: normal, t with four degrees of freedom,
        log-normal, exponential, normal with one in a hundred five times as wide, uniform. Each of the 54 cells is one series of its own seed.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        var days = context.IsReduced ? ReducedDays : Days;
        return [.. new FalseAlarmRows("scalar", $"./telemetry bench quality {Name}").Of([.. Cells(days)], days)];
    }

    private static IEnumerable<FalseAlarmCell> Cells(int days)
    {
        var seed = 0;
        foreach (var family in Enum.GetValues<NoiseFamily>())
            foreach (var phi in Autoregressions)
                foreach (var mean in Means)
                {
                    var (daily, monthly) = Alerts(new SimulatedRate(family, phi, mean, ++seed), days);
                    yield return new FalseAlarmCell($"{family}", FalseAlarmRows.Conditions(phi, mean), daily, monthly);
                }
    }

    private static (int Daily, int Monthly) Alerts(SimulatedRate rate, int days)
    {
        var (detector, daily, monthly) = (new ScalarDetector(), new AlertGate(1), new AlertGate(1 / FalseAlarmRows.DaysPerMonth));
        var (dailyAlerts, monthlyAlerts) = (0, 0);
        for (var i = 0L; i < days * SecondsPerDay / StepSeconds; i++)
        {
            var time = new ScrapeTime((long)(i * StepSeconds * 1000), StepSeconds);
            detector.Add(rate.Next(i * StepSeconds));
            var score = detector.Score(time);
            if (daily.Score(score, time).IsAlert) dailyAlerts++;
            if (monthly.Score(score, time).IsAlert) monthlyAlerts++;
            daily.Learn(score, time);
            monthly.Learn(score, time);
            detector.Learn(time, i < AlertGate.WarmUpSamples ? Learning.Warming : Learning.Allowed);
        }

        return (dailyAlerts, monthlyAlerts);
    }
}
