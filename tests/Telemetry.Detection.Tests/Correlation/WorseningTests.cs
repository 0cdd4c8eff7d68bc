using Telemetry.Detection.Correlation;
using Telemetry.Detection.Snapshots;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

/// <summary>The written rule of what "worse" means: etcd falls ill at 100 s and is paged for; what comes after is the case.</summary>
public sealed class WorseningTests
{
    private const int Seconds = 900;

    private static readonly Func<string, int, double> EtcdIsIll = (part, second) => part == "etcd" && second is >= 100 and < 800 ? 12 : 0;

    [Fact]
    public void Fault_ThatStaysAsItWasTold_IsNotWorse() => Assert.Empty(Worsenings(Run(EtcdIsIll, (_, _) => 0.3)));

    [Fact]
    public void Limit_CrossedAfterThePage_IsWorseOnceAndSaysWhich()
    {
        var updates = Run(EtcdIsIll, (_, second) => second < 500 ? 0.3 : 0.8);

        var worse = Assert.Single(Worsenings(updates));
        Assert.Equal((1, WorseningReason.LimitCrossed, "etcd", 0.8, 0.5), (worse.Worsening!.Number, worse.Worsening.Reason, worse.Worsening.Component, worse.Worsening.Value, worse.Worsening.Reference));
        Assert.InRange(worse.AtMs - SimulatedCluster.StartMs, 500_000 + WorseningWatch.SustainMs, 520_000 + WorseningWatch.SustainMs);
        Assert.StartsWith("Worse: etcd sync p99 800 ms is over its limit 500 ms now. Probable root: etcd disk", worse.Summary, StringComparison.Ordinal);
        Assert.Equal((IncidentEvent.Updated, IncidentSeverity.Page), (worse.Event, worse.Severity));
        Assert.All(updates, update => Assert.True(update.Summary.Length <= 160, update.Summary));
        Assert.Equal(Enumerable.Range(1, updates.Count).Select(i => (long)i), updates.Select(update => update.Sequence));
        Assert.Equal(1, updates[^1].Worsening!.Number);
    }

    [Fact]
    public void FurtherPart_WorthAPageByItself_IsWorse()
    {
        var worse = Assert.Single(Worsenings(Run((part, second) => part == "scheduler" ? (second is >= 500 and < 800 ? 12 : 0) : EtcdIsIll(part, second), (_, _) => 0.3)));
        Assert.Equal((WorseningReason.WiderScope, "scheduler"), (worse.Worsening!.Reason, worse.Worsening.Component));
    }

    [Fact]
    public void FurtherPart_ThatIsATicketByItself_IsNotWorse() =>
        Assert.Empty(Worsenings(Run((part, second) => part == "scheduler" ? (second is >= 500 and < 800 ? 6 : 0) : EtcdIsIll(part, second), (_, _) => 0.3)));

    [Fact]
    public void Users_TwiceAsFarFromNormal_IsWorse()
    {
        Assert.Equal(WorseningReason.MuchFarther, Assert.Single(Worsenings(Run(EtcdIsIll, (_, second) => second < 500 ? 0.1 : 0.25))).Worsening!.Reason);
        Assert.Empty(Worsenings(Run(EtcdIsIll, (_, second) => second < 500 ? 0.1 : 0.15)));
    }

    [Fact]
    public void Fault_ThatUnfoldsSoonAfterThePage_BelongsToIt() => Assert.Empty(Worsenings(Run(
        (part, second) => part == "scheduler" ? (second is >= 180 and < 800 ? 12 : 0) : EtcdIsIll(part, second), (_, second) => second < 200 ? 0.1 : 0.8)));

    [Fact]
    public void Fault_ThatIsFartherSoonAfterThePage_WaitsFiveMinutesAndALimitDoesNot()
    {
        var limit = Assert.Single(Worsenings(Run(EtcdIsIll, (_, second) => second < 300 ? 0.3 : 0.8)));
        Assert.InRange(limit.AtMs - SimulatedCluster.StartMs, 300_000 + WorseningWatch.SustainMs, 302_000 + WorseningWatch.SustainMs);

        var updates = Run(EtcdIsIll, (_, second) => second < 300 ? 0.1 : 0.4);
        var paged = updates.First(update => update.Severity == IncidentSeverity.Page);
        Assert.InRange(Assert.Single(Worsenings(updates)).AtMs - paged.AtMs, WorseningWatch.PauseMs, WorseningWatch.PauseMs + 2_000);
    }

    [Fact]
    public void Limit_CrossedForLessThanAMinuteAtATime_IsNotWorse() =>
        Assert.Empty(Worsenings(Run(EtcdIsIll, (_, second) => second >= 500 && second % 90 < 40 ? 0.59 : 0.3)));

    [Fact]
    public void Fault_ThatGrowsAgainAndAgain_IsWorseThreeTimesAtMost()
    {
        var updates = Run((part, second) => part == "etcd" && second is >= 100 and < 3_900 ? 12 : 0, (_, second) => 0.02 * Math.Pow(3, Math.Max(0, second - 100) / 400), seconds: 4_200);
        Assert.Equal([1, 2, 3], Worsenings(updates).Select(update => update.Worsening!.Number));
        Assert.Equal(IncidentEvent.Resolved, updates[^1].Event);
    }

    [Fact]
    public void Ticket_ThatGrows_IsNotWorseButATicket()
    {
        var updates = Run((part, second) => part == "etcd" && second is >= 100 and < 800 ? 5.5 : 0, (_, second) => second < 500 ? 0.02 : 0.3);
        Assert.Equal(IncidentSeverity.Ticket, updates.Max(update => update.Severity));
        Assert.Empty(Worsenings(updates));
    }

    [Fact]
    public void Restore_AtAnyPoint_GivesTheSame()
    {
        var scrapes = Scrapes(EtcdIsIll, (_, second) => second < 500 ? 0.1 : 0.8, Seconds);
        var expected = SimulatedCluster.Run(scrapes).ConvertAll(update => update.Worsening);
        var correlator = SimulatedCluster.NewCorrelator();
        var found = new List<Worsening?>();
        for (var i = 0; i < scrapes.Count; i++)
        {
            if (i % 13 == 0) correlator = Reload(correlator);
            correlator.Take(scrapes[i], out var updates);
            found.AddRange(updates.Select(update => update.Worsening));
        }

        Assert.Equal(expected, found);
        Assert.Contains(found, worsening => worsening is not null);
    }

    private static List<IncidentUpdate> Worsenings(List<IncidentUpdate> updates) =>
        [.. updates.Where(update => update.Worsening is { } worsening && worsening.AtMs == update.AtMs)];

    private static List<IncidentUpdate> Run(Func<string, int, double> evidence, Func<string, int, double> value, int seconds = Seconds) =>
        SimulatedCluster.Run(Scrapes(evidence, value, seconds));

    private static List<ScrapeFinding> Scrapes(Func<string, int, double> evidence, Func<string, int, double> value, int seconds) =>
        SimulatedCluster.Scrapes(seconds, evidence).ConvertAll(scrape => scrape with
        {
            Signals = [.. scrape.Signals.Select(signal => signal.Evidence > 0 && signal.Signal != "up" ? signal with { Value = value(scrape.Job, (int)((scrape.TimeMs - SimulatedCluster.StartMs) / 1000)) } : signal)],
        });

    private static Correlator Reload(Correlator correlator)
    {
        var writer = new SnapshotWriter();
        correlator.Save(writer);
        var restored = SimulatedCluster.NewCorrelator();
        var reader = new SnapshotReader(writer.Written.Span);
        restored.Restore(ref reader);
        return restored;
    }
}
