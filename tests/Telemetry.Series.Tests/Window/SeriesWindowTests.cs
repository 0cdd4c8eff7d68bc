using Telemetry.Series.Matching;
using Telemetry.Series.Window;
using Xunit;

namespace Telemetry.Series.Tests.Window;

public sealed class SeriesWindowTests
{
    private const long T0 = Fixture.T0;

    [Fact]
    public void Append_InOrder_IsReadBackWithinTheSpanAskedFor()
    {
        using var fixture = new Fixture();
        var writer = fixture.Writer("m");
        for (var i = 0; i < 1000; i++) writer.Append(T0 - 1_000_000 + (i * 1000), i);

        var buffer = Read(fixture, T0 - 900_000, T0 - 899_000);

        Assert.Equal([T0 - 900_000, T0 - 899_000], buffer.Times.ToArray());
        Assert.Equal([100, 101], buffer.Values.ToArray());
    }

    [Fact]
    public void Append_OfDoublesOldAndFutureSamples_IsRefusedByReason()
    {
        using var fixture = new Fixture();
        var series = fixture.Window.GetOrAdd(Fixture.Labels("m"))!;
        var ahead = (long)SeriesWindow.MaxAhead.TotalMilliseconds;

        Assert.Equal(AppendOutcome.Appended, fixture.Window.Append(series, T0, 1));
        Assert.Equal(AppendOutcome.Duplicate, fixture.Window.Append(series, T0, 1));
        Assert.Equal(AppendOutcome.OutOfOrder, fixture.Window.Append(series, T0 - 1, 1));
        Assert.Equal(AppendOutcome.TooOld, fixture.Window.Append(series, T0 - (long)fixture.Options.Retention.TotalMilliseconds, 1));
        Assert.Equal(AppendOutcome.TooFarAhead, fixture.Window.Append(series, T0 + ahead + 1, 1));
        Assert.Equal(AppendOutcome.Appended, fixture.Window.Append(series, T0 + ahead, 1));
    }

    [Fact]
    public void Window_AsTimeGoesOn_ForgetsWhatIsOlderThanRetention()
    {
        using var fixture = new Fixture(new() { Retention = TimeSpan.FromMinutes(10) });
        fixture.Writer("silent").Append(T0 - 3_600_000, 1);
        var writer = fixture.Writer("m");
        for (var time = T0 - 3_600_000 + 1000; time <= T0; time += 1000) writer.Append(time, 1);

        Assert.Equal(1, fixture.Window.SeriesCount);
        // A chunk leaves as a whole, and trimming comes once a minute.
        Assert.InRange(fixture.Window.HeldSamples, 600, 600 + (2 * SampleChunk.MaxSamples) + 60);
    }

    [Fact]
    public void Window_WithMoreSamplesThanAllowed_GivesUpTheOldest()
    {
        using var fixture = new Fixture(new() { MaxSamples = 100_000 });
        var writers = Enumerable.Range(0, 100).Select(i => fixture.Writer("m", ("i", $"{i}"))).ToArray();
        for (var step = 0; step < 4000; step++)
        {
            foreach (var writer in writers) writer.Append(T0 - 4_000_000 + (step * 1000), step);
            Assert.InRange(fixture.Window.HeldSamples, 0, 100_000);
        }

        Assert.Equal(100, fixture.Window.SeriesCount);
        Assert.Equal(100, fixture.Lines("m", T0).Length);
        Assert.InRange(fixture.Window.HeldSamples, 70_000, 100_000);
    }

    [Fact]
    public void GetOrAdd_WithTheWindowFullOfLiveSeries_RefusesTheNewcomer()
    {
        using var fixture = new Fixture(new() { MaxSeries = 100 });
        for (var i = 0; i < 100; i++) fixture.Writer("m", ("i", $"{i}")).Append(T0, 1);

        Assert.Null(fixture.Window.GetOrAdd(Fixture.Labels("new")));
        Assert.NotNull(fixture.Window.GetOrAdd(Fixture.Labels("m", ("i", "7"))));
    }

    [Fact]
    public void GetOrAdd_WithTheWindowFull_ReplacesTheLongestSilent()
    {
        using var fixture = new Fixture(new() { MaxSeries = 100 });
        for (var i = 0; i < 100; i++) fixture.Writer("m", ("i", $"{i}")).Append(T0 - 1_000_000 + (i * 10_000), 1);

        fixture.Writer("new").Append(T0, 1);

        Assert.Single(fixture.Lines("new"));
        Assert.InRange(fixture.Window.SeriesCount, 94, 100);
        Assert.Empty(fixture.Window.Select([new("i", MatchKind.Equal, "0")], 0, T0));
        Assert.Single(fixture.Window.Select([new("i", MatchKind.Equal, "50")], 0, T0));
    }

    [Fact]
    public void Writer_OfASeriesThatWasRemoved_BeginsItAgain()
    {
        using var fixture = new Fixture(new() { Retention = TimeSpan.FromMinutes(10) });
        var writer = fixture.Writer("slow");
        writer.Append(T0 - 3_600_000, 1);
        fixture.Writer("fast").Append(T0 - 1000, 1);
        Assert.Equal(1, fixture.Window.SeriesCount);

        writer.Append(T0, 2);

        Assert.Equal(["slow{} 2"], fixture.Lines("slow"));
    }

    [Fact]
    public void Select_OfRandomSeriesByRandomMatchers_AgreesWithTestingEachOne()
    {
        using var fixture = new Fixture();
        var random = new Random(7);
        var all = new List<LabelSet>();
        for (var i = 0; i < 300; i++)
        {
            var labels = Fixture.Labels($"m{random.Next(4)}", ("a", $"{random.Next(5)}"), ("b", random.Next(2) == 0 ? "" : $"x{random.Next(3)}"), ("n", $"{i}"));
            fixture.Window.Append(fixture.Window.GetOrAdd(labels)!, T0, i);
            all.Add(labels);
        }

        string[] values = ["", "0", "x1", "m2", "[0-2]", "x.*", "|1", ".+", ".*"];
        for (var i = 0; i < 500; i++)
        {
            var matchers = Enumerable.Range(0, random.Next(1, 4))
                .Select(_ => new LabelMatcher(random.GetItems(["__name__", "a", "b", "absent"], 1)[0], (MatchKind)random.Next(4), random.GetItems(values, 1)[0]))
                .ToList();

            var expected = all.Where(labels => matchers.TrueForAll(matcher => matcher.Matches(labels.Get(matcher.Name)))).Order().ToList();
            Assert.Equal(expected, fixture.Window.Select(matchers, T0, T0).Select(series => series.Labels).Order().ToList());
        }
    }

    [Fact]
    public async Task Window_ReadWhileItIsWritten_ShowsWholeRunsOnly()
    {
        using var fixture = new Fixture(new() { Retention = TimeSpan.FromMinutes(5), LookbackDelta = TimeSpan.FromMinutes(1), MaxSamples = 100_000 });
        fixture.Clock.Now += TimeSpan.FromHours(2);
        using var done = new CancellationTokenSource();
        var writing = Task.Run(() => Write(fixture, done));
        var reads = 0;
        var buffer = new SampleBuffer();
        do
        {
            foreach (var series in fixture.Window.Select([new(LabelSet.NameLabel, MatchKind.Equal, "m")], 0, long.MaxValue / 4))
            {
                series.Read(0, long.MaxValue / 4, buffer);
                for (var i = 1; i < buffer.Count; i++)
                {
                    // Value and time move together, so a torn read would show.
                    Assert.Equal(buffer.Times[i] - buffer.Times[i - 1], (long)((buffer.Values[i] - buffer.Values[i - 1]) * 1000));
                }

                reads++;
            }
        }
        while (!done.IsCancellationRequested);

        await writing;
        Assert.True(reads > 0);
    }

    private static void Write(Fixture fixture, CancellationTokenSource done)
    {
        var writers = Enumerable.Range(0, 50).Select(i => fixture.Writer("m", ("i", $"{i}"))).ToArray();
        for (var step = 0; step < 3600; step++)
        {
            foreach (var writer in writers) writer.Append(T0 + (step * 1000), step);
            fixture.Writer("churn", ("step", $"{step}")).Append(T0 + (step * 1000), step);
        }

        done.Cancel();
    }

    private static SampleBuffer Read(Fixture fixture, long fromMs, long toMs)
    {
        var buffer = new SampleBuffer();
        fixture.Window.Select([new(LabelSet.NameLabel, MatchKind.Equal, "m")], fromMs, toMs).Single().Read(fromMs, toMs, buffer);
        return buffer;
    }
}
