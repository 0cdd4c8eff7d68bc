using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.TimeIntervals;
using Telemetry.Contracts.Alerts;
using Xunit;

namespace Telemetry.Alerting.Tests.Grouping;

/// <summary>The cases in which Alertmanager 0.25 loses, doubles or delays, as they must go here.</summary>
public class BeyondParityTests
{
    private static readonly Route Alone = Plans.Route("alertname", 1, 1);

    [Fact]
    public void X4_RouteMatcherEditedWhileFiring_KeepsKeyAndTellsOnce()
    {
        var root = Plans.Route("", 1, 2);
        var plan = Plans.Of(root with { Routes = [Plans.Route("svc", 1, 2) with { Matchers = [Plans.Matcher("svc=x")] }] });
        var edited = Plans.Of(root with { Routes = [Plans.Route("svc", 1, 2) with { Matchers = [Plans.Matcher("svc=~\"x|y\"")] }] });
        var rig = new EngineRig(plan).Push(1, "a svc=x", 1).Reload(4, edited).Push(8, "a svc=x", 1, 7.9);

        Assert.Equal(["2 w F:a/x", "8 w R:a/x"], rig.Run(14));
        Assert.Equal(rig.Notices[0].GroupKey, rig.Notices[1].GroupKey);
    }

    [Fact]
    public void X4_GroupByEditedWhileFiring_KeepsOpenGroupAndGroupsNewAlertsAnew()
    {
        var rig = new EngineRig(Plans.Of("svc", 1, 2)).Push(1, "a svc=x", 1).Reload(4, Plans.Of("alertname", 1, 2))
            .Push(5, "a svc=x", 1).Push(6, "a svc=y", 6).Push(9, "a svc=x", 1, 8.9);

        Assert.Equal(["2 w F:a/x", "7 w F:a/y", "10 w R:a/x"], rig.Run(14));
        Assert.Equal(rig.Notices[0].GroupKey, rig.Notices[2].GroupKey);
        Assert.NotEqual(rig.Notices[0].GroupKey, rig.Notices[1].GroupKey);
    }

    [Fact]
    public void X4_GroupByEditedThenAlertFiresAnew_JoinsTheNewGroup()
    {
        var rig = new EngineRig(Plans.Of("svc", 1, 2)).Push(1, "a svc=x", 1).Reload(4, Plans.Of("alertname", 1, 2))
            .Push(5, "a svc=x", 1, 4.9).Push(20, "a svc=x", 20);

        Assert.Equal(["2 w F:a/x", "6 w R:a/x", "21 w F:a/x"], rig.Run(25));
        Assert.Equal(EngineRig.Labels("a"), rig.Notices[2].GroupLabels);
    }

    [Fact]
    public void X4_RoutedToAnotherReceiver_EndsAtTheOldAndBeginsAtTheNew()
    {
        var rig = new EngineRig(Plans.Of("svc", 1, 2, 3)).Push(1, "a svc=x", 1).Reload(4, Plans.Of(Plans.Route("svc", 1, 2, 3600, "other")))
            .Push(9, "a svc=x", 1, 8.9);

        Assert.Equal(["2 w F:a/x", "4 other F:a/x", "10 other R:a/x", "10 w R:a/x"], rig.Run(20).OrderBy(line => double.Parse(line.Split(' ')[0])).ThenBy(line => line, StringComparer.Ordinal));
    }

    [Fact]
    public void TwoRoutesToOneReceiver_NumberTheLaterGroup()
    {
        var root = Plans.Route("svc", 1, 2);
        var plan = Plans.Of(root with { Routes = [root with { Matchers = [Plans.Matcher("svc=x")], Continue = true }, root with { Matchers = [Plans.Matcher("a=b")] }] });
        var rig = new EngineRig(plan).Push(1, "n a=b svc=x", 1).Reload(4, plan with { Root = plan.Root with { } }).Push(5, "n a=b svc=x", 1, 4.9);

        Assert.Equal(["2 w F:b/n/x", "2 w F:b/n/x", "6 w R:b/n/x", "6 w R:b/n/x"], rig.Run(10));
        Assert.Equal(rig.Notices[0].GroupKey + "-2", rig.Notices[1].GroupKey);
        Assert.Equal(rig.Notices.Take(2).Select(notice => notice.GroupKey), rig.Notices.Skip(2).Select(notice => notice.GroupKey));
    }

    [Fact]
    public void X5_ResolvedInsideSilence_IsTold() =>
        Assert.Equal(["2 w F:a", "5 w R:a"], new EngineRig(Plans.Of(Alone)).Push(1, "a", 1).Silence(3, "s", "alertname", "a", 3, 7).Push(4.5, "a", 1, 4.4).Run(12));

    [Fact]
    public void X5_OneResolvedInsideSilenceWhileAnotherFiresInIt_IsToldWithTheLast()
    {
        var rig = new EngineRig(Plans.Of("", 1, 1)).Push(1, ["a", "b"], 1).Silence(3, "s", "alertname", ".*", 3, 20).Push(4.5, "a", 1, 4.4).Push(8.5, "b", 1, 8.4);

        Assert.Equal(["2 w F:a,b", "9 w R:a,b"], rig.Run(12));
        Assert.Equal(NotificationAction.Resolve, rig.Notices[1].Action);
    }

    [Fact]
    public void X5_ResolvedInsideMuteInterval_IsTold()
    {
        var muted = Alone with { MuteTimeIntervals = ["later"] };
        TimeInterval later = new("later", [new() { Minutes = [new((14 * 60) + 1, (14 * 60) + 30)] }]);
        var plan = Plans.Of(muted) with { TimeIntervals = new Dictionary<string, TimeInterval>(StringComparer.Ordinal) { ["later"] = later } };

        Assert.Equal(["2 w F:a", "71 w R:a"], new EngineRig(plan) { ResolveTimeout = TimeSpan.FromHours(1) }.Push(1, "a", 1).Push(70, "b", 70).Push(70.5, "a", 1, 70.4).Run(90));
    }

    [Fact]
    public void X6_TargetResolvedWhileInhibited_IsTold()
    {
        var plan = Plans.Of(Alone) with { InhibitRules = [Plans.Inhibit("severity=critical", "severity=warning", "svc")] };
        var rig = new EngineRig(plan).Push(1, "w severity=warning svc=x", 1).Push(3, "c severity=critical svc=x", 3)
            .Push(5, "w severity=warning svc=x", 1, 4.9).Push(8, "c severity=critical svc=x", 3, 7.9);

        Assert.Equal(["2 w F:w/warning/x", "4 w F:c/critical/x", "5 w R:w/warning/x", "8 w R:c/critical/x"], rig.Run(14));
    }

    // The rig restores the engine after every step: X7, X8, X12 and X13 are these sequences.
    [Fact]
    public void X7_X8_RestartAfterMessage_NeitherDoublesNorForgetsTheEnd()
    {
        Assert.Equal(["2 w F:a"], new EngineRig(Plans.Of("alertname", 1, 2)).Push(1, "a", 1).Push(5, "a", 1).Run(12));
        Assert.Equal(["2 w F:a", "6 w R:a"], new EngineRig(Plans.Of("alertname", 1, 2)).Push(1, "a", 1, 6).Run(12));
    }

    [Fact]
    public void X12_SilenceMadeBeforeRestart_Holds() =>
        Assert.Empty(new EngineRig(Plans.Of("alertname", 1, 2)).Silence(1, "s", "alertname", "a", 1, 600).Push(4, "a", 4).Run(12));

    [Fact]
    public void X13_InhibitedResentBeforeItsSource_StaysHeldBack()
    {
        var plan = Plans.Of("alertname", 3, 3) with { InhibitRules = [Plans.Inhibit("severity=critical", "severity=warning", "svc")] };
        const string Target = "w severity=warning svc=x", Source = "c severity=critical svc=x";
        var rig = new EngineRig(plan).Push(1, [Target, Source], 1).Push(7, Target, 1).Push(7.5, Source, 1);

        Assert.Equal(["4 w F:c/critical/x"], rig.Run(16));
    }

    [Fact]
    public void X14_FlapOnARouteWithTheStage_IsToldOnceNotedAndEndedOnceStable()
    {
        var rig = new EngineRig(Plans.Of(Alone with { Flap = true }));
        for (var cycle = 0; cycle < 4; cycle++) rig.Push(1 + (3 * cycle), "a", 1 + (3 * cycle)).Push(2.6 + (3 * cycle), "a", 1 + (3 * cycle), 2.5 + (3 * cycle));

        Assert.Equal(["2 w F:a", "7 w F:a", "15 w R:a"], rig.Run(30));
        Assert.Equal([NoticeReason.First, NoticeReason.Flapping, NoticeReason.Resolved], rig.Notices.Select(notice => notice.Reason));
        Assert.Contains("came back 2 times", rig.Notices[1].Data.Alerts[0].Annotations["flapping"], StringComparison.Ordinal);
    }

    [Fact]
    public void X15_FiredAndResolvedBetweenLooks_IsNotTold()
    {
        var rig = new EngineRig(Plans.Of("", 1, 4)).Push(1, "a", 1).Push(3, "b", 3).Push(4, "b", 3, 3.9);

        Assert.Equal(["2 w F:a"], rig.Run(12));
    }

    [Fact]
    public void X15_GroupThatCameAndWentBetweenLooks_IsNotToldAndSaidSo()
    {
        var rig = new EngineRig(Plans.Of("alertname", 2, 2)).Push(1, "a", 1).Push(1.8, "a", 1, 1.7);

        Assert.Empty(rig.Run(7));
        Assert.Equal(NoticeReason.NeverAnnounced, Assert.Single(rig.Untold).Reason);
    }

    [Fact]
    public void X23_FutureStart_IsToldAtOnceOrThenByThePlan()
    {
        Assert.Equal(["2 w F:a"], new EngineRig(Plans.Of(Alone)).Push(1, "a", 5, 300).Run(7));
        Assert.Equal(["5 w F:a"], new EngineRig(Plans.Of(Alone) with { AwaitFutureStarts = true }).Push(1, "a", 5, 300).Run(7));
    }

    [Fact]
    public void X23_FutureStartJoiningAGroup_WaitsForItsStart() =>
        Assert.Equal(
            ["2 w F:a", "6 w F:a,b"],
            new EngineRig(Plans.Of("", 1, 1) with { AwaitFutureStarts = true }).Push(1, "b", 5.5, 300).Push(1, "a", 1).Run(9));

    [Fact]
    public void ResolvedByHand_IsToldAtOnceAndNotAgainUntilItFiresAnew()
    {
        var rig = new EngineRig(Plans.Of("alertname", 1, 2, 3)).Push(1, "a", 1);
        rig.Run(2);
        var key = rig.Notices[0].GroupKey;
        rig.Do(3.3, new ManualResolve(key)).Push(5, "a", 1).Push(9, "a", 1, 8.9).Push(10.5, "a", 10.5);

        Assert.Equal(["2 w F:a", "3.3 w R:a", "12 w F:a"], rig.Run(12.5));
        Assert.Equal(NoticeReason.ResolvedByHand, rig.Notices[1].Reason);
        Assert.True(rig.Notices[2].OpenedAt > rig.Notices[0].OpenedAt);
        Assert.Equal(1, rig.Notices[2].Sequence);
    }

    [Fact]
    public void GroupThatFiresAgain_OpensAnotherEpisodeOfItsKey()
    {
        var rig = new EngineRig(Plans.Of("alertname", 1, 2)).Push(1, "a", 1, 3).Push(100, "a", 100, 103);

        Assert.Equal(["2 w F:a", "4 w R:a", "101 w F:a", "103 w R:a"], rig.Run(200));
        Assert.Equal([1, 2, 1, 2], rig.Notices.Select(notice => notice.Sequence));
        Assert.Single(rig.Notices.Select(notice => notice.GroupKey).Distinct());
        Assert.Equal(2, rig.Notices.Select(notice => notice.OpenedAt).Distinct().Count());
    }

    [Fact]
    public void SendResolvedSwitchedOff_TellsNobodyASecondTime() =>
        Assert.Equal(
            ["2 w F:a"], new EngineRig(Plans.Of("alertname", 1, 2)).Push(1, "a", 1).Reload(4, Plans.Of(Plans.Route("alertname", 1, 2), sendResolved: false)).Run(12));
}
