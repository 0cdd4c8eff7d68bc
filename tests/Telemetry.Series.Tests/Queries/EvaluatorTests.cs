using Telemetry.Series.Queries;
using Telemetry.Series.Queries.Evaluation;
using Telemetry.Series.Window;
using Xunit;

namespace Telemetry.Series.Tests.Queries;

public sealed class EvaluatorTests
{
    private const long T0 = Fixture.T0;

    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("(1 + 2) * 3", 9)]
    [InlineData("7 - 2 - 1", 4)]
    [InlineData("2 ^ 3 ^ 2", 512)]
    [InlineData("-2 ^ 2", -4)]
    [InlineData("2 ^ -1 * 4", 2)]
    [InlineData("-2 * -3", 6)]
    [InlineData("-7 % 3", -1)]
    [InlineData("7.5 % 2", 1.5)]
    [InlineData("1 / 0", double.PositiveInfinity)]
    [InlineData("-1 / 0", double.NegativeInfinity)]
    [InlineData("0 / 0", double.NaN)]
    [InlineData("0x1F + 010", 39)]
    [InlineData("1e3 + .5 + 2.", 1002.5)]
    [InlineData("+Inf - inf", double.NaN)]
    public void Scalars_ByAnyOperator_GiveWhatPrometheusGives(string query, double expected)
    {
        using var fixture = new Fixture();
        Assert.Equal(expected, Assert.IsType<ScalarValue>(fixture.Evaluate(query)).Values[0]);
    }

    [Fact]
    public void Text_InParentheses_IsItself()
    {
        using var fixture = new Fixture();
        Assert.Equal("a\u263a\"", Assert.IsType<StringValue>(fixture.Evaluate("(\"a\\u263a\\\"\")")).Text);
    }

    [Fact]
    public void Selector_OfSeriesWithinTheLookback_TakesTheNewestSample()
    {
        using var fixture = new Fixture();
        fixture.Writer("m", ("job", "a")).Append(T0 - 299_999, 1);
        fixture.Writer("m", ("job", "b")).Append(T0 - 300_000, 2);
        var c = fixture.Writer("m", ("job", "c"));
        c.Append(T0 - 1, 3);
        c.Append(T0 + 1, 4);

        Assert.Equal(["m{job=\"a\"} 1", "m{job=\"c\"} 3"], fixture.Lines("m"));
    }

    [Fact]
    public void Selector_OfASeriesThatEnded_ShowsNothingUntilItGoesOn()
    {
        using var fixture = new Fixture();
        var writer = fixture.Writer("m");
        writer.Append(T0 - 30_000, 1);
        writer.End(T0 - 20_000);
        writer.Append(T0 - 10_000, double.NaN);

        Assert.Equal(["m{} 1"], fixture.Lines("m", T0 - 25_000));
        Assert.Empty(fixture.Lines("m", T0 - 15_000));
        Assert.Equal(["m{} NaN"], fixture.Lines("m", T0));
    }

    [Fact]
    public void Arithmetic_OnSeries_DropsTheName()
    {
        using var fixture = new Fixture();
        fixture.Writer("m", ("job", "a")).Append(T0, 3);

        Assert.Equal(["{job=\"a\"} 6"], fixture.Lines("m * 2"));
        Assert.Equal(["{job=\"a\"} 8"], fixture.Lines("2 ^ m"));
        Assert.Equal(["{job=\"a\"} -3"], fixture.Lines("-m"));
        Assert.Equal(["m{job=\"a\"} 3"], fixture.Lines("+m"));
    }

    [Fact]
    public void Arithmetic_OnTwoVectors_MatchesByAllLabelsButTheName()
    {
        using var fixture = new Fixture();
        fixture.Writer("value", ("job", "a")).Append(T0, 6);
        fixture.Writer("value", ("job", "b")).Append(T0, 7);
        fixture.Writer("baseline", ("job", "a")).Append(T0, 2);
        fixture.Writer("baseline", ("job", "c")).Append(T0, 2);

        Assert.Equal(["{job=\"a\"} 3"], fixture.Lines("value / baseline"));
    }

    [Theory]
    [InlineData("{__name__=~\"a|b\"} * 1", "vector cannot contain metrics with the same labelset")]
    [InlineData("{__name__=~\"a|b\"} - a", "multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)")]
    [InlineData("a - {__name__=~\"a|b\"}", "found duplicate series for the match group {job=\"x\"} on the right hand-side of the operation: "
        + "[a{job=\"x\"}, b{job=\"x\"}];many-to-many matching not allowed: matching labels must be unique on one side")]
    public void Arithmetic_ThatMakesLabelsAmbiguous_Fails(string query, string expected)
    {
        using var fixture = new Fixture();
        fixture.Writer("a", ("job", "x")).Append(T0, 1);
        fixture.Writer("b", ("job", "x")).Append(T0, 2);

        var failure = Assert.Throws<QueryFailedException>(() => fixture.Evaluate(query));
        Assert.Equal((FailureKind.Execution, expected), (failure.Kind, failure.Message));
    }

    [Fact]
    public void Arithmetic_OnSeriesThatFollowEachOther_JoinsThem()
    {
        using var fixture = new Fixture();
        var first = fixture.Writer("a");
        first.Append(T0 - 60_000, 1);
        first.End(T0 - 30_000);
        fixture.Writer("b").Append(T0 - 30_000, 2);

        var column = Assert.Single(((VectorValue)fixture.Evaluate("{__name__=~\"a|b\"} * 10", StepRange.Between(T0 - 60_000, T0, 30_000))).Series);
        Assert.Equal([10, 20, 20], column.Values);
    }

    [Fact]
    public void Range_OfRandomSeries_AgreesWithAskingStepByStep()
    {
        using var fixture = new Fixture(new() { LookbackDelta = TimeSpan.FromSeconds(40) });
        var random = new Random(5);
        for (var i = 0; i < 20; i++)
        {
            var writer = fixture.Writer("m", ("i", $"{i}"));
            for (var time = T0 - 3_000_000; time < T0; time += random.Next(1, 60_000))
            {
                if (random.Next(10) == 0) writer.End(time);
                else writer.Append(time, random.NextDouble());
            }
        }

        var steps = StepRange.Between(T0 - 3_100_000, T0, 7001);
        var range = ((VectorValue)fixture.Evaluate("m * 2", steps)).Series;
        for (var step = 0; step < steps.Count; step++)
        {
            var expected = range.Where(series => !StaleMarker.Is(series.Values[step])).OrderBy(series => series.Labels)
                .Select(series => (series.Labels, series.Values[step]));
            var instant = ((VectorValue)fixture.Evaluate("m * 2", steps.TimeOf(step))).Series.OrderBy(series => series.Labels);
            Assert.Equal(expected, instant.Select(series => (series.Labels, series.Values[0])));
        }
    }

    [Fact]
    public void Evaluate_BeyondTheSampleLimit_Fails()
    {
        using var fixture = new Fixture(new() { MaxQuerySamples = 10_000 });
        for (var i = 0; i < 20; i++) fixture.Writer("m", ("i", $"{i}")).Append(T0, 1);

        Assert.IsType<VectorValue>(fixture.Evaluate("m", StepRange.Between(T0 - 499_000, T0, 1000)));
        var failure = Assert.Throws<QueryFailedException>(() => fixture.Evaluate("m", StepRange.Between(T0 - 500_000, T0, 1000)));
        Assert.Equal(FailureKind.Execution, failure.Kind);
    }
}
