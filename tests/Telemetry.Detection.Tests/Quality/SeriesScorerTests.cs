using Telemetry.Benchmarks.Quality.Series;
using Xunit;

namespace Telemetry.Detection.Tests.Quality;

/// <summary>The scorers of labelled series against cases computed by hand.</summary>
public sealed class SeriesScorerTests
{
    private const int Rows = 100;

    // 2/(1+e⁻⁵)−1: what a detection in the first row of a window is worth before it is scaled to 1.
    private const double Earliest = 0.986614298151430;

    [Fact]
    public void Nab_NothingFound_IsZero() => Assert.Equal(0, NabProfile.At([Series(alerts: [])], 0.5), 9);

    [Fact]
    public void Nab_FirstRowOfTheWindow_IsAHundred() => Assert.Equal(100, NabProfile.At([Series(alerts: [40])], 0.5), 9);

    [Fact]
    public void Nab_SeveralRowsOfTheWindow_CountAsTheFirst() => Assert.Equal(100, NabProfile.At([Series(alerts: [40, 41, 49])], 0.5), 9);

    // Row 45 of 40…49: position −(49−45+1)/10 = −0.5, worth 2/(1+e^−2.5)−1 = 0.848283640.
    [Fact]
    public void Nab_MiddleOfTheWindow_IsWorthLess() =>
        Assert.Equal(0.848283640 / Earliest, NabProfile.Raw(Series(alerts: [45]), row => row.IsAlert), 8);

    // Before any window a false one costs all of 0.11; the window itself is missed.
    [Fact]
    public void Nab_BeforeTheWindow_CostsAll() => Assert.Equal(-1 - 0.11, NabProfile.Raw(Series(alerts: [30]), row => row.IsAlert), 9);

    // Row 52 is 3 rows behind row 49, a third of the window's 9: 2/(1+e^(5/3))−1 = −0.682261790 of 0.11.
    [Fact]
    public void Nab_ShortlyBehindTheWindow_CostsLess() =>
        Assert.Equal(-1 - (0.11 * 0.682261790), NabProfile.Raw(Series(alerts: [52]), row => row.IsAlert), 6);

    [Fact]
    public void Nab_FirstFifteenPercent_DoNotCount() => Assert.Equal(-1, NabProfile.Raw(Series(alerts: [14]), row => row.IsAlert), 9);

    [Theory]
    [InlineData(40, 1, 0)]
    [InlineData(47, 1, 0)]
    [InlineData(48, 0, 0)]
    [InlineData(39, 0, 1)]
    public void Recall_OneAlert_IsInTimeForEightRows(int alert, int found, int wrong)
    {
        var recall = EventRecall.OfAlerts([Series(alerts: [alert])]);

        Assert.Equal((1, found, wrong), (recall.Events, recall.Found, recall.FalseAlerts));
        Assert.Equal(wrong / 2.0, recall.FalsePerDay);
    }

    // Ten rows found, two wrong: 2·10/(2·10+2). Found late: ten missed, none found.
    [Theory]
    [InlineData(44, 20.0 / 22)]
    [InlineData(48, 0)]
    public void F1_OneRunAndTwoWrongRows_IsAsByHand(int alert, double expected) =>
        Assert.Equal(expected, DelayedF1.OfAlerts([Series(alerts: [20, alert, 70])]), 9);

    // One window of ten rows, 40 to 49, in a hundred rows of two days.
    private static JudgedSeries Series(int[] alerts) =>
        new("folder", [.. Enumerable.Range(0, Rows).Select(i => new JudgedRow(i is >= 40 and < 50, alerts.Contains(i) ? 1 : 0, alerts.Contains(i)))], 2);
}
