using System.Globalization;
using System.Text;
using Telemetry.Backtest.Running;
using Telemetry.Backtest.Samples;
using Telemetry.Catalog;
using Xunit;

namespace Telemetry.Backtest.Tests.Running;

public sealed class SeriesBacktestTests
{
    private const int Seed = 20261122;
    private const long MinuteMs = 60_000;

    // A Monday, and a day on from it.
    private const long StartMs = 1_795_392_000_000;

    [Fact]
    public void Latency_ThatTriples_IsPagedUnderItsComponent()
    {
        var (_, events) = Run(Table(600, tripledFrom: 500, StartMs));

        var page = events.Split('\n').First(line => line.Contains("\"event\":\"paged\"", StringComparison.Ordinal));
        Assert.Contains("\"root\":[{\"component\":\"cart\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_Alone_IsNotPaged() => Assert.DoesNotContain("paged", Run(Table(600, tripledFrom: int.MaxValue, StartMs)).Events, StringComparison.Ordinal);

    [Fact]
    public void Scores_EveryCell_HasALineInOrderOfTime()
    {
        var (scores, _) = Run(Table(200, tripledFrom: 150, StartMs));
        var lines = scores.TrimEnd('\n').Split('\n');

        Assert.Equal("timestamp,series,value,score,alert,warming", lines[0]);
        Assert.Equal(1 + (2 * 200), lines.Length);
        Assert.All(lines.Skip(1).Take(2 * SeriesTrack.WarmSamples), line => Assert.EndsWith(",0,1", line, StringComparison.Ordinal));
        Assert.Equal(lines.Skip(1), lines.Skip(1).OrderBy(line => long.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Scores_FutureRows_ChangeNothingBefore()
    {
        var whole = Run(Table(300, tripledFrom: 250, StartMs)).Scores.Split('\n');
        var part = Run(Table(200, tripledFrom: 250, StartMs)).Scores.TrimEnd('\n').Split('\n');

        Assert.Equal(part, whole.Take(part.Length));
    }

    [Fact]
    public void Times_FromZero_GiveTheSameScoresAndTheirOwnTimes()
    {
        var dated = Run(Table(300, tripledFrom: 250, StartMs));
        var zero = Run(Table(300, tripledFrom: 250, 0));

        Assert.Equal(dated.Scores.Split('\n').Select(WithoutTime), zero.Scores.Split('\n').Select(WithoutTime));
        Assert.StartsWith("0,", zero.Scores.Split('\n')[1], StringComparison.Ordinal);
        Assert.DoesNotContain("\"at\":\"19", zero.Events.Replace("\"at\":\"1970", "", StringComparison.Ordinal), StringComparison.Ordinal);

        static string WithoutTime(string line) => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..];
    }

    [Fact]
    public void OddValues_NoneOfThem_EndsTheRun()
    {
        var table = new SampleTable();
        var (random, odd) = (new Random(Seed), new[] { double.NaN, 0, -1, 1e300, -1e300, double.Epsilon, 1 });
        for (var i = 0; i < 5_000; i++) table.Add(new Sample(table.IndexOf($"s{random.Next(3)}"), StartMs + random.Next(1_000_000), odd[random.Next(odd.Length)]));
        table.Sort();

        var (scores, _) = Run(table);

        Assert.Equal(5_001, scores.TrimEnd('\n').Split('\n').Length);
        Assert.DoesNotContain("NaN", scores, StringComparison.Ordinal);
        Assert.True(table.Notes.Duplicates > 0 && table.Notes.Gaps > 0, "duplicates and gaps were to be counted");
    }

    [Theory]
    [InlineData(-40, false)]
    [InlineData(140, false)]
    [InlineData(90, true)]
    public void Share_OutOfAHundred_IsJudgedWithinItAlone(double from500, bool isPaged)
    {
        var table = new SampleTable();
        var series = table.IndexOf("shop|Availability(%)");
        for (var i = 0; i < 520; i++) table.Add(new Sample(series, StartMs + (i * MinuteMs), i < 500 ? (from500 < 0 ? 0 : 100) : from500));

        Assert.Equal(isPaged, Run(table).Events.Contains("\"event\":\"paged\"", StringComparison.Ordinal));
    }

    private static SampleTable Table(int rows, int tripledFrom, long startMs)
    {
        var table = new SampleTable();
        var random = new Random(Seed);
        var (latency, load) = (table.IndexOf("cart-5f6585d649-fnmft|Latency(s)"), table.IndexOf("front|Workload(Ops)"));
        for (var i = 0; i < rows; i++)
        {
            var value = 0.1 * Math.Exp(0.1 * ((random.NextDouble() * 2) - 1)) * (i >= tripledFrom ? 3 : 1);
            table.Add(new Sample(latency, startMs + (i * MinuteMs), value));
            table.Add(new Sample(load, startMs + (i * MinuteMs), 100 + (10 * random.NextDouble())));
        }

        return table;
    }

    private static (string Scores, string Events) Run(SampleTable table)
    {
        using var scores = new StringWriter();
        using var events = new MemoryStream();
        new SeriesBacktest(table, new BacktestSettings(1, SignalCatalog.BuiltIn.Topology), [new ScoresWriter(scores), new EventsWriter(events)]).Run(_ => { }, CancellationToken.None);
        return (scores.ToString(), Encoding.UTF8.GetString(events.ToArray()));
    }
}
