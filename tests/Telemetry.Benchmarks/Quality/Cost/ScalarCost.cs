using System.Diagnostics;
using Telemetry.Detection.Detectors;
using Telemetry.Detection.Scalars;

namespace Telemetry.Benchmarks.Quality.Cost;

/// <summary>Updates per second of processor time, and bytes a series, of the scalar detector.</summary>
internal sealed class ScalarCost : IQualityMeasure
{
    private const int Series = 2000;
    private const int Samples = 8640;
    private const int Rounds = 100;
    private const int WarmRounds = 60;
    private const int StepMs = 10_000;
    private const long DayMs = 86_400_000;

    /// <inheritdoc/>
    public string Name => "scalar-cost";

    /// <inheritdoc/>
    public string Method => """
        An update is one value taken in, scored and learned by a detector with day profile; processor time of the process, one thread, compiled code.
        State is what 2,000 detectors add to the heap after a full collection, each.
        """;

    /// <inheritdoc/>
    public IReadOnlyList<QualityRow> Run(QualityContext context)
    {
        const string Command = "./telemetry bench quality scalar-cost";
        return
        [
            new QualityRow("scalar: million updates per second of processor time", Speed() / 1e6, "≥ 3", Rounds * Samples, Command) { BestKnown = "ML.NET 0.26–5 million points" },
            new QualityRow("scalar: bytes of state with day profile", Bytes(hasDayProfile: true), "≤ 768", Series, Command) { BestKnown = "ML.NET several KB" },
            new QualityRow("scalar: bytes of state without day profile", Bytes(hasDayProfile: false), "≤ 320", Series, Command),
        ];
    }

    private static double Speed()
    {
        var detector = new ScalarDetector();
        var values = Values();
        for (var round = 0; round < WarmRounds; round++) Feed(detector, values, round * DayMs);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var round = WarmRounds; round < WarmRounds + Rounds; round++) Feed(detector, values, round * DayMs);
        return Rounds * Samples / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }

    private static double[] Values()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Samples).Select(i => 100 + (20 * Math.Sin(2 * Math.PI * i / Samples)) + (5 * (random.NextDouble() + random.NextDouble())))];
    }

    private static void Feed(ScalarDetector detector, double[] values, long startMs)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var time = new ScrapeTime(startMs + ((long)i * StepMs), StepMs / 1000.0);
            detector.Add(values[i]);
            _ = detector.Score(time);
            detector.Learn(time, Learning.Allowed);
        }
    }

    private static double Bytes(bool hasDayProfile)
    {
        var detectors = new ScalarDetector[Series];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Series; i++) detectors[i] = new ScalarDetector(hasDayProfile: hasDayProfile);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(detectors);
        return (double)(after - before) / Series;
    }
}
