using Telemetry.Benchmarks.Quality;
using Xunit;

namespace Telemetry.Quality.Tests;

/// <summary>
/// The gate of continuous integration: a reduced part of <c>./telemetry bench quality</c> on what the repository holds, each figure within
/// a stated tolerance of what it was. Nothing of it depends on how fast the machine is.
/// </summary>
public sealed class QualityGateTests
{
    /// <summary>Measure, figure, and what it must be: the goal where it is reached, else what was seen, less its tolerance.</summary>
    public static TheoryData<string, string, string> Figures => new()
    {
        { "recordings", "recordings: share of incidents paged", "= 1" },
        { "recordings", "recordings: pages in quiet time and at benign events", "= 0" },
        { "recordings", "recordings: root first, of those paged", "≥ 0.85" },
        // Seen 95 s; two scrapes of tolerance.
        { "recordings", "demo A1: seconds from start to page", "≤ 106" },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void Figure_OfTheReducedRun_IsWithinItsTolerance(string measure, string figure, string tolerance)
    {
        var row = Assert.Single(GateRun.RowsOf(measure), row => row.Measure == figure);

        Assert.True(QualityGoal.Parse(tolerance)!.Value.Holds(row.Value), $"{figure} is {row.Value}, to be {tolerance}. {row.Note}");
    }
}
