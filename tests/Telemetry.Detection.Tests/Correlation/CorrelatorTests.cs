using Telemetry.Detection.Correlation;
using Telemetry.Detection.Snapshots;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

public sealed class CorrelatorTests
{
    [Fact]
    public void Take_EtcdDriftsAndTheOthersFollow_OnePageThatNamesEtcdFirst()
    {
        var updates = SimulatedCluster.Run(SimulatedCluster.Scrapes(400, Cascade));

        Assert.Single(updates, update => update.Event == IncidentEvent.Opened);
        var paged = updates.First(update => update.Severity == IncidentSeverity.Page);
        Assert.Equal(("etcd", "disk"), (paged.Root[0].Component, paged.Root[0].Cause));
        Assert.InRange(paged.AtMs - SimulatedCluster.StartMs, 100_000, 150_000);
        Assert.All(updates, update => Assert.True(update.Summary.Length <= 160, update.Summary));
        Assert.Equal(Enumerable.Range(1, updates.Count).Select(i => (long)i), updates.Select(update => update.Sequence));
    }

    [Fact]
    public void Take_DriftIsOver_ResolvesWithinFiveMinutes()
    {
        var updates = SimulatedCluster.Run(SimulatedCluster.Scrapes(700, Cascade));

        var resolved = Assert.Single(updates, update => update.Event == IncidentEvent.Resolved);
        Assert.InRange(resolved.AtMs - (SimulatedCluster.StartMs + 250_000), 60_000, 300_000);
    }

    [Fact]
    public void Take_QuietLife_SaysNothing() => Assert.Empty(SimulatedCluster.Run(SimulatedCluster.Scrapes(600, (_, _) => 0)));

    [Fact]
    public void Take_HiccupOfTwentySeconds_SaysNothing() =>
        Assert.Empty(SimulatedCluster.Run(SimulatedCluster.Scrapes(300, (part, second) => part == "etcd" && second is >= 100 and < 120 ? 11 : 0)));

    [Fact]
    public void Take_CertainButTinyChange_SaysNothing()
    {
        var scrapes = SimulatedCluster.Scrapes(300, (_, second) => second > 100 ? 12 : 0).ConvertAll(scrape => scrape with
        {
            Signals = [.. scrape.Signals.Select(signal => signal.Signal == "up" ? signal : signal with { Value = signal.Baseline * 1.2 })],
        });

        Assert.Empty(SimulatedCluster.Run(scrapes));
    }

    [Fact]
    public void Take_AnotherRootLater_IsAnIncidentOfItsOwn()
    {
        // etcd is well again at 200; the scheduler, on its own account, falls ill at 300.
        var updates = SimulatedCluster.Run(SimulatedCluster.Scrapes(450, (part, second) => part switch
        {
            "etcd" => second is >= 100 and < 200 ? 11 : 0,
            "scheduler" => second >= 300 ? 11 : 0,
            _ => 0,
        }));

        var opened = updates.FindAll(update => update.Event == IncidentEvent.Opened);
        Assert.Equal(["etcd", "scheduler"], opened.Select(update => update.Root[0].Component));
        Assert.Equal(2, opened.Select(update => update.Id).Distinct().Count());
    }

    [Fact]
    public void Take_TheSameRootAfterSixtyQuietSeconds_IsAnIncidentOfItsOwn()
    {
        var updates = SimulatedCluster.Run(SimulatedCluster.Scrapes(400, (part, second) => part == "etcd" && second is (>= 100 and < 180) or >= 270 ? 11 : 0));

        Assert.Equal(2, updates.Count(update => update.Event == IncidentEvent.Opened));
    }

    [Fact]
    public void Take_TheOnsetReachesBackIntoAnEarlierIncident_BeganAfterIt()
    {
        // What the detectors remember of the first drift is still there when the second one begins.
        var remembered = SimulatedCluster.StartMs + 100_000;
        var updates = SimulatedCluster.Run(SimulatedCluster
            .Scrapes(400, (part, second) => part == "etcd" && second is (>= 100 and < 180) or >= 270 ? 11 : 0)
            .Select(scrape => scrape with { Signals = [.. scrape.Signals.Select(signal => signal.OnsetMs > 0 ? signal with { OnsetMs = remembered } : signal)] }));

        var opened = updates.FindAll(update => update.Event == IncidentEvent.Opened);
        Assert.Equal(remembered, opened[0].BeganMs);
        Assert.InRange(opened[1].BeganMs, SimulatedCluster.StartMs + 180_000, SimulatedCluster.StartMs + 271_000);
    }

    [Fact]
    public void Take_TheSameRootAfterAShortPause_IsTheSameIncident()
    {
        var updates = SimulatedCluster.Run(SimulatedCluster.Scrapes(400, (part, second) => part == "etcd" && second is (>= 100 and < 180) or >= 210 ? 11 : 0));

        Assert.Single(updates, update => update.Event == IncidentEvent.Opened);
    }

    [Fact]
    public void Take_EveryScrapeFailsAtOnce_IsNoOutageOfTheParts() =>
        Assert.Empty(SimulatedCluster.Run(SimulatedCluster.Scrapes(400, (_, _) => 0, isUp: (_, second) => second < 100)));

    [Fact]
    public void Take_OnePartIsDown_IsPaged()
    {
        var updates = SimulatedCluster.Run(SimulatedCluster.Scrapes(400, (_, _) => 0, isUp: (part, second) => part != "scheduler" || second < 100));

        var paged = updates.First(update => update.Severity == IncidentSeverity.Page);
        Assert.Equal(("scheduler", "down"), (paged.Root[0].Component, paged.Root[0].Cause));
        Assert.StartsWith("scheduler down", paged.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(5000)]
    public void Take_RecordsOfOneTargetStop_IsATicketUntilItReturns(long intervalMs)
    {
        var stride = (int)(intervalMs / 1000);
        var scrapes = SimulatedCluster.Scrapes(900, (_, _) => 0)
            .FindAll(scrape => SecondOf(scrape) % stride == 0 && (scrape.Job != "etcd" || SecondOf(scrape) is < 200 or >= 500))
            .ConvertAll(scrape => scrape with { IntervalMs = intervalMs });

        var updates = SimulatedCluster.Run(scrapes);

        Assert.Equal([IncidentEvent.Opened, IncidentEvent.Resolved], updates.Select(update => update.Event));
        Assert.Equal((IncidentSeverity.Ticket, "etcd", "absent"), (updates[0].Severity, updates[0].Root[0].Component, updates[0].Root[0].Cause));
        Assert.InRange(updates[0].AtMs, SimulatedCluster.StartMs + 200_000 + Absence.AfterMs - intervalMs, SimulatedCluster.StartMs + 200_000 + Absence.AfterMs + (2 * intervalMs));
        Assert.InRange(updates[1].AtMs, SimulatedCluster.StartMs + 500_000, SimulatedCluster.StartMs + 500_000 + 300_000);
    }

    [Fact]
    public void Take_RecordsOfAllStopForAWhile_MissesNobody()
    {
        var scrapes = SimulatedCluster.Scrapes(900, (_, _) => 0).FindAll(scrape => SecondOf(scrape) is < 200 or >= 500);

        Assert.Empty(SimulatedCluster.Run(scrapes));
    }

    [Fact]
    public void Take_ATargetSaysThatItEnds_IsNotMissed()
    {
        var scrapes = SimulatedCluster.Scrapes(900, (_, _) => 0)
            .FindAll(scrape => scrape.Job != "etcd" || SecondOf(scrape) <= 200)
            .ConvertAll(scrape => scrape with { Ends = scrape.Job == "etcd" && SecondOf(scrape) == 200 });

        Assert.Empty(SimulatedCluster.Run(scrapes));
    }

    [Fact]
    public void Take_ATargetIsTakenAway_ResolvesAfterAnHour()
    {
        var scrapes = SimulatedCluster.Scrapes(4_200, (_, _) => 0).FindAll(scrape => scrape.Job != "etcd" || SecondOf(scrape) < 200);

        var resolved = Assert.Single(SimulatedCluster.Run(scrapes), update => update.Event == IncidentEvent.Resolved);
        Assert.InRange(resolved.AtMs - SimulatedCluster.StartMs - 200_000, Absence.RemovedAfterMs, Absence.RemovedAfterMs + 300_000);
    }

    [Fact]
    public void Take_EveryInterleavingWithinTheBoundWithASilentTarget_GivesTheSame()
    {
        // etcd is silent from 40 on and comes back twice: once before it is missed, once after. Meanwhile the others fall ill.
        var scrapes = SimulatedCluster.Scrapes(600, (part, second) => part != "etcd" && second is >= 150 and < 400 ? 12 : 0)
            .FindAll(scrape => scrape.Job != "etcd" || SecondOf(scrape) is < 40 or (>= 100 and < 140) or >= 330);
        var expected = Describe(SimulatedCluster.Run(scrapes));
        Assert.Contains(expected, line => line.Contains("absent", StringComparison.Ordinal));
        for (var seed = 0; seed < 20; seed++) Assert.Equal(expected, Describe(SimulatedCluster.Run(Delayed(scrapes, seed))));
    }

    [Fact]
    public void Take_EveryInterleavingWithinTheBound_GivesTheSame()
    {
        var scrapes = SimulatedCluster.Scrapes(400, Cascade);
        var expected = Describe(SimulatedCluster.Run(scrapes));
        Assert.NotEmpty(expected);
        for (var seed = 0; seed < 20; seed++) Assert.Equal(expected, Describe(SimulatedCluster.Run(Delayed(scrapes, seed))));
    }

    [Fact]
    public void Take_LaterThanTheBound_IsCountedAndChangesNothing()
    {
        var scrapes = SimulatedCluster.Scrapes(300, Cascade);
        var late = scrapes.Find(scrape => scrape is { Job: "etcd" } && scrape.TimeMs == SimulatedCluster.StartMs + 150_000)!;
        var correlator = SimulatedCluster.NewCorrelator();
        var acceptances = new List<Acceptance>();
        foreach (var scrape in scrapes.Where(scrape => scrape.Job != "etcd" || scrape.TimeMs < late.TimeMs)) correlator.Take(scrape, out _);

        Assert.Equal(Acceptance.Late, correlator.Take(late, out _));
        Assert.Equal(Acceptance.Double, correlator.Take(late, out _));
    }

    [Fact]
    public void Restore_AtAnyPoint_GivesTheSame()
    {
        var scrapes = SimulatedCluster.Scrapes(400, Cascade);
        var expected = Describe(SimulatedCluster.Run(scrapes));
        var correlator = SimulatedCluster.NewCorrelator();
        var updates = new List<IncidentUpdate>();
        for (var i = 0; i < scrapes.Count; i++)
        {
            if (i % 11 == 0) correlator = Reload(correlator);
            correlator.Take(scrapes[i], out var some);
            updates.AddRange(some);
        }

        Assert.Equal(expected, Describe(updates));
    }

    [Fact]
    public void Finish_ScrapesThatWaitForATarget_AreJudged()
    {
        var scrapes = SimulatedCluster.Scrapes(170, Cascade).FindAll(scrape => scrape.Job != "etcd" || SecondOf(scrape) < 169);
        var correlator = SimulatedCluster.NewCorrelator();
        var before = SimulatedCluster.Run(scrapes, correlator).Count;

        correlator.Finish(out var after);

        Assert.Equal(SimulatedCluster.Run(SimulatedCluster.Scrapes(172, Cascade)).Count, before + after.Count);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(300)]
    public void Take_RowsMinutesApart_PageWithinTwoOfThem(int step)
    {
        var updates = SimulatedCluster.Run(Rows(SimulatedCluster.Scrapes(400, Cascade), step));

        var paged = updates.First(update => update.Severity == IncidentSeverity.Page);
        Assert.InRange(paged.AtMs - SimulatedCluster.StartMs, 100_000 * step, 102_000L * step);
        Assert.Equal("etcd", paged.Root[0].Component);
    }

    [Fact]
    public void Take_ACallerThatIsInNoGraph_IsPlacedAboveWhatItCalls()
    {
        var scrapes = SimulatedCluster.Scrapes(400, (part, second) => second is >= 100 and < 250 && part != "etcd" ? 12 : 0)
            .ConvertAll(scrape => scrape with
            {
                Signals = [.. scrape.Signals.Select(signal => signal with
                {
                    Component = Renamed(signal.Component), Caller = signal.Component == "scheduler" && signal.Signal != "up" ? "shop" : "",
                })],
            });

        // Seen from the shop alone "stock" is slow; "shop" is slow too, and stands on it.
        var paged = SimulatedCluster.Run(scrapes).First(update => update.Severity == IncidentSeverity.Page);
        Assert.Equal("stock", paged.Root[0].Component);
    }

    [Fact]
    public void Take_OneRowThatIsUnusual_PagesNobody()
    {
        var scrapes = Rows(SimulatedCluster.Scrapes(400, (part, second) => part == "etcd" && second == 100 ? 12 : 0), step: 300);

        Assert.DoesNotContain(SimulatedCluster.Run(scrapes), update => update.Severity == IncidentSeverity.Page);
    }

    [Fact]
    public void Take_AThousandRowsFiveMinutesApart_AreNotJudgedSecondBySecond()
    {
        var scrapes = Rows(SimulatedCluster.Scrapes(1_000, (_, _) => 0), step: 300).ToList();
        var correlator = SimulatedCluster.NewCorrelator();

        Assert.Empty(SimulatedCluster.Run(scrapes, correlator));
        Assert.InRange(correlator.Ticks, 900, 6_000);
    }

    [Theory]
    [InlineData("a", "b", "b", "a")]
    [InlineData("a", "a", "a", "a")]
    public void Take_CallersThatCloseACircle_AreLeftOutAndCounted(string caller, string callee, string nextCaller, string nextCallee)
    {
        var correlator = SimulatedCluster.NewCorrelator();
        var before = correlator.Refused;
        foreach (var scrape in SimulatedCluster.Scrapes(60, (_, _) => 0))
            correlator.Take(scrape with { Signals = [Called(caller, callee), Called(nextCaller, nextCallee)] }, out _);

        Assert.Equal(caller == callee ? 0 : 1, correlator.Refused - before);
    }

    private static SignalFinding Called(string caller, string callee) => new(caller == "a" ? "sync" : "request", "calls", callee, 0, 0, 1, 1) { Caller = caller };

    private static string Renamed(string component) => component switch { "apiserver" => "shop", "scheduler" => "stock", _ => component };

    // The same life, told once in so many seconds.
    private static IEnumerable<ScrapeFinding> Rows(List<ScrapeFinding> scrapes, int step) => scrapes.Select(scrape => scrape with
    {
        TimeMs = SimulatedCluster.StartMs + ((scrape.TimeMs - SimulatedCluster.StartMs) / 1000 * 1000 * step),
        IntervalMs = step * 1000L,
        Signals = [.. scrape.Signals.Select(signal => signal with
        {
            OnsetMs = signal.OnsetMs == 0 ? 0 : SimulatedCluster.StartMs + ((signal.OnsetMs - SimulatedCluster.StartMs) / 1000 * 1000 * step),
        })],
    });

    private static double Cascade(string part, int second) => part switch
    {
        "etcd" => second is >= 100 and < 250 ? 11 : 0,
        "apiserver" => second is >= 110 and < 250 ? 12 : 0,
        _ => second is >= 120 and < 250 ? 12 : 0,
    };

    // Each target's records are delayed by up to nine tenths of the bound of two seconds, but keep their own order.
    private static List<ScrapeFinding> Delayed(List<ScrapeFinding> scrapes, int seed)
    {
        var random = new Random(seed);
        var last = SimulatedCluster.Parts.ToDictionary(part => part.Component, _ => 0.0);
        var arrivals = scrapes.ConvertAll(scrape => (Scrape: scrape, At: last[scrape.Job] = Math.Max(last[scrape.Job], scrape.TimeMs + (random.NextDouble() * 1800))));
        return [.. arrivals.OrderBy(arrival => arrival.At).Select(arrival => arrival.Scrape)];
    }

    private static int SecondOf(ScrapeFinding scrape) => (int)((scrape.TimeMs - SimulatedCluster.StartMs) / 1000);

    private static List<string> Describe(IEnumerable<IncidentUpdate> updates) =>
        [.. updates.Select(update => $"{update.Id} {update.Sequence} {update.Event} {update.AtMs} {update.DecidedByMs} {update.Severity} {update.Summary} "
            + string.Join(',', update.Root) + string.Join(',', update.Signals.Select(signal => signal.Evidence)))];

    private static Correlator Reload(Correlator correlator)
    {
        var writer = new SnapshotWriter();
        correlator.Save(writer);
        var restored = SimulatedCluster.NewCorrelator();
        var reader = new SnapshotReader(writer.Written.Span);
        restored.Restore(ref reader);
        Assert.True(reader.AtEnd);
        return restored;
    }
}
