using System.Collections.Concurrent;
using Telemetry.Benchmarks.Quality;
using Telemetry.Testing;

namespace Telemetry.Quality.Tests;

/// <summary>Reduced runs of measures over the recordings of the repository, each made once.</summary>
internal static class GateRun
{
    private static readonly QualityContext Context = new(
        DataFolder: "", RecordingsFolder: Path.Combine(Repository.Root, "tests", "corpus"), PicturesFolder: null, TextWriter.Null) { IsReduced = true };

    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<QualityRow>>> Runs = new(StringComparer.Ordinal);

    /// <summary>Rows of a measure.</summary>
    public static IReadOnlyList<QualityRow> RowsOf(string measure) => Runs.GetOrAdd(
        measure, name => new Lazy<IReadOnlyList<QualityRow>>(() => QualityMeasures.All.Single(one => one.Name == name).Run(Context))).Value;
}
