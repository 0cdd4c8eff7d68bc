using Telemetry.Detection.Correlation;
using Telemetry.Detection.Detectors;
using Xunit;

namespace Telemetry.Detector.Tests.Scenarios;

/// <summary>Restarts, deploys, gaps and new normals: what happens to the detector or to the watched part, and whom it wakes.</summary>
public sealed class BehaviourTests
{
    private const int Interval = 10;
    private const int Warm = 1_200;
    private const double Usual = 0.002;
    private const double Slower = 0.008;
    private const double BeyondTheLimit = 0.7;

    private readonly ScenarioCluster _cluster = new();
    private readonly ServingEtcd _etcd = new("etcd-0");
    private int _now;

    [Fact]
    public void Drift_WithoutARestart_IsAPage()
    {
        Run(until: Warm, Usual);
        Run(until: Warm + 600, Slower);

        Assert.Equal("etcd", Assert.Single(_cluster.Pages).Root[0].Component);
    }

    [Fact]
    public void Restart_OfAPartThatIsAsBefore_SaysNothing()
    {
        Run(until: Warm, Usual);
        Restart();
        Run(until: Warm + 2_400, Usual);

        Assert.Empty(_cluster.Updates);
    }

    [Fact]
    public void Restart_OfTheWatchedPartsOneByOne_SaysNothing()
    {
        ServingEtcd[] members = [new("etcd-0"), new("etcd-11"), new("etcd-222")];
        for (var at = 0; at < Warm + 1_800; at += Interval)
        {
            for (var member = 0; member < members.Length; member++)
            {
                // Each is away for twenty seconds, ten minutes after the one before.
                var since = at - Warm - (member * 600);
                if (since == 0) members[member].Restart();
                if (since is < 0 or >= 20) members[member].Serve(Interval, Usual);
                _cluster.Scrape(members[member].Id, at + member, Interval, since is >= 0 and < 20 ? null : members[member].Write);
            }
        }

        Assert.Empty(_cluster.Pages);
        Assert.Empty(_cluster.Updates);
    }

    [Fact]
    public void Restart_ThatMadeThePartSlower_IsATicketThatNamesItAndIsAdoptedAfterHalfAnHour()
    {
        Run(until: Warm, Usual);
        Restart();
        Run(until: Warm + 3_600, Slower);

        Assert.Empty(_cluster.Pages);
        var ticket = _cluster.Updates.First();
        Assert.Equal((IncidentEvent.Opened, IncidentSeverity.Ticket, "etcd"), (ticket.Event, ticket.Severity, ticket.Root[0].Component));
        Assert.Contains("since the restart of etcd-0", ticket.Summary, StringComparison.Ordinal);
        var adopted = Assert.Single(_cluster.Updates, update => update.Event == IncidentEvent.Opened && update.Root[0].Cause == "new normal");
        Assert.InRange(SecondOf(adopted), Warm + 1_800, Warm + 1_860);
        Assert.All(_cluster.Updates.GroupBy(update => update.Id), incident => Assert.Equal(IncidentEvent.Resolved, incident.Last().Event));
    }

    [Fact]
    public void Restart_AfterWhichUsersPassTheLimit_IsAPageThatNamesIt()
    {
        Run(until: Warm, Usual);
        Restart();
        Run(until: Warm + 600, BeyondTheLimit);

        var page = Assert.Single(_cluster.Pages);
        Assert.Contains("since the restart of etcd-0", page.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Drift_LongAfterARestart_IsAPageLikeAnyOther()
    {
        Run(until: Warm, Usual);
        Restart();
        Run(until: Warm + 900, Usual);
        Run(until: Warm + 1_500, Slower);

        Assert.DoesNotContain("restart", Assert.Single(_cluster.Pages).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Deploy_ThatMadeThePartSlower_IsATicket()
    {
        Run(until: Warm, Usual);
        _cluster.Change("c-1", _now, "etcd");
        Run(until: Warm + 5_400, Slower);

        Assert.Empty(_cluster.Pages);
        var ticket = _cluster.Updates.First();
        Assert.Equal(IncidentSeverity.Ticket, ticket.Severity);
        Assert.Equal("c-1", ticket.Changes[0].Id);
    }

    [Fact]
    public void Deploy_AfterWhichUsersPassTheLimit_IsAPageThatCarriesIt()
    {
        Run(until: Warm, Usual);
        _cluster.Change("c-1", _now, "etcd");
        Run(until: Warm + 600, BeyondTheLimit);

        Assert.Equal("c-1", Assert.Single(_cluster.Pages).Changes[0].Id);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(600)]
    [InlineData(7_200)]
    public void Gap_OfTheWholeDetector_IsNoEvent(int seconds)
    {
        Run(until: Warm, Usual);
        _cluster.RestartDetector();
        _etcd.Serve(seconds, Usual);
        _now += seconds;
        Run(until: _now + 1_200, Usual);

        Assert.Empty(_cluster.Updates);
    }

    [Fact]
    public void Restart_OfTheDetectorAtEveryScrape_ChangesNothing()
    {
        var (broken, etcd) = (new ScenarioCluster(), new ServingEtcd("etcd-0"));
        for (var at = 0; at < Warm + 300; at += Interval)
        {
            etcd.Serve(Interval, at < Warm ? Usual : Slower);
            broken.Scrape(etcd.Id, at, Interval, etcd.Write);
            broken.RestartDetector();
        }

        Run(until: Warm, Usual);
        Run(until: Warm + 300, Slower);

        Assert.NotEmpty(_cluster.Updates);
        Assert.Equal(_cluster.Updates.Select(Line), broken.Updates.Select(Line));
    }

    [Fact]
    public void Failure_BeforeAGap_IsForgottenBehindIt()
    {
        Run(until: Warm, Usual);
        for (var i = 0; i < 2; i++) Fail();
        _now += 600;
        Fail();
        Run(until: _now + 300, Usual);

        Assert.Empty(_cluster.Pages);
    }

    [Fact]
    public void Level_ThatStaysForADay_IsAdoptedWithATicketAndTheNextDriftIsSeen()
    {
        const int WarmMinutes = 6 * Warm;
        Run(until: WarmMinutes, Usual, interval: 60);
        Run(until: WarmMinutes + (int)(Adoption.AfterMs / 1000) + 3_600, Slower, interval: 60);
        var adopted = Assert.Single(_cluster.Updates, update => update.Event == IncidentEvent.Opened && update.Root[0].Cause == "new normal");
        Assert.Equal(IncidentSeverity.Ticket, adopted.Severity);
        Assert.InRange(SecondOf(adopted), WarmMinutes + (Adoption.AfterMs / 1000), WarmMinutes + (Adoption.AfterMs / 1000) + 900);
        Assert.StartsWith("Taken for the new normal: etcd WAL sync", adopted.Summary, StringComparison.Ordinal);
        var before = _cluster.Pages.Count();
        Run(until: _now + 3_600, Slower, interval: 60);
        Assert.Equal(before, _cluster.Pages.Count());

        Run(until: _now + 3_600, 8 * Slower, interval: 60);
        Assert.Equal(before + 1, _cluster.Pages.Count());
    }

    [Fact]
    public void Reference_DuringAnHourOfDrift_IsNotPoisoned()
    {
        Run(until: Warm, Usual);
        Run(until: Warm + 3_600, Slower);
        Run(until: _now + 1_800, Usual);
        var first = _cluster.Pages.Count();
        Run(until: _now + 600, Slower);

        Assert.Equal(first + 1, _cluster.Pages.Count());
    }

    [Fact]
    public void NewVersion_ThatAloneIsSlower_IsToldApartFromTheOldOneBesideIt()
    {
        ServingEtcd[] members = [new("etcd-0"), new("etcd-11"), new("etcd-222")];
        Serve(members, 0, Warm, _ => Usual);
        members[0].Restart();
        _cluster.Change("c-1", Warm, "etcd");
        Serve(members, Warm, Warm + 600, member => member == 0 ? BeyondTheLimit : Usual);

        Assert.Equal(new RuledOut(RuledOutReason.OlderInstances, "etcd", "", 2, 1, "1"), Assert.Single(_cluster.Pages).RuledOut[0]);
    }

    [Fact]
    public void NewVersion_WhereTheOldOneIsSlowerToo_IsNotToldApart()
    {
        ServingEtcd[] members = [new("etcd-0"), new("etcd-11"), new("etcd-222")];
        Serve(members, 0, Warm, _ => Usual);
        members[0].Restart();
        Serve(members, Warm, Warm + 600, member => member < 2 ? BeyondTheLimit : Usual);

        Assert.NotEmpty(_cluster.Pages);
        Assert.DoesNotContain(_cluster.Updates.SelectMany(update => update.RuledOut), ruledOut => ruledOut.Reason == RuledOutReason.OlderInstances);
    }

    [Fact]
    public void NewPod_ThatSlowsDownAfterItsDeploy_IsToldApartFromTheOldOnes()
    {
        ServingEtcd[] members = [new("etcd-0"), new("etcd-11"), new("etcd-222")];
        Serve(members.AsSpan(0, 2), 0, Warm, _ => Usual);
        _cluster.Change("c-1", Warm, "etcd");
        Serve(members, Warm, Warm + 1_200, _ => Usual);
        Serve(members, Warm + 1_200, Warm + 1_800, member => member == 2 ? BeyondTheLimit : Usual);

        Assert.Equal(new RuledOut(RuledOutReason.OlderInstances, "etcd", "", 2, 1, "1"), Assert.Single(_cluster.Pages).RuledOut[0]);
    }

    private void Serve(ReadOnlySpan<ServingEtcd> members, int from, int until, Func<int, double> median)
    {
        for (var at = from; at < until; at += Interval)
        {
            for (var member = 0; member < members.Length; member++)
            {
                members[member].Serve(Interval, median(member));
                _cluster.Scrape(members[member].Id, at + member, Interval, members[member].Write);
            }
        }
    }

    private static double SecondOf(IncidentUpdate update) => (update.AtMs - ScenarioCluster.StartMs) / 1000.0;

    private static string Line(IncidentUpdate update) => $"{update.Id}/{update.Sequence} {update.Event} {update.AtMs} {update.Severity} {update.Summary}";

    private void Restart() => _etcd.Restart();

    private void Fail()
    {
        _cluster.Scrape(_etcd.Id, _now, Interval, write: null);
        _now += Interval;
    }

    private void Run(int until, double median, int interval = Interval)
    {
        for (; _now < until; _now += interval)
        {
            _etcd.Serve(Interval, median);
            _cluster.Scrape(_etcd.Id, _now, interval, _etcd.Write);
        }
    }
}
