namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>A labelled file and what a run says of it.</summary>
internal static class JudgedFile
{
    private const double SecondsPerDay = 86_400;

    /// <summary>Runs a file and puts its labels beside what came out.</summary>
    public static JudgedSeries Of(string file, SeriesRun run)
    {
        var labels = LabelledSeries.Load(file);
        var (rows, times, next) = (new List<JudgedRow>(), new List<double>(), 0);
        foreach (var score in run.Scores(file))
        {
            while (next < labels.Times.Count && labels.Times[next] < score.Time) next++;
            if (double.IsNaN(score.Value) || next == labels.Times.Count) continue;
            rows.Add(new JudgedRow(labels.IsLabelled[next], score.Score, score.IsAlert));
            times.Add(score.Time);
        }

        return new JudgedSeries(Path.GetFileName(Path.GetDirectoryName(file)) ?? "", rows, rows.Count * StepOf(times) / SecondsPerDay);
    }

    private static double StepOf(List<double> times)
    {
        var steps = times.Zip(times.Skip(1), (before, after) => after - before).Order().ToList();
        return steps.Count == 0 ? 0 : steps[steps.Count / 2];
    }
}
