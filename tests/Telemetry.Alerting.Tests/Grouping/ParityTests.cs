using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.TimeIntervals;
using Telemetry.Contracts.Alerts;
using Xunit;

namespace Telemetry.Alerting.Tests.Grouping;

/// <summary>The cases in which Alertmanager 0.25 was measured and must be equalled, with exact times.</summary>
public class ParityTests
{
    private static readonly Route Alone = Plans.Route("alertname", 1, 1);

    [Fact]
    public void P1_ResentAlert_IsToldOnce() =>
        Assert.Equal(["2 w F:a"], new EngineRig(Plans.Of("alertname", 1, 2)).Push(1, "a", 1).Push(4, "a", 1).Run(8));

    [Fact]
    public void P2_RepeatInterval_RoundsUpToGroupInterval() =>
        Assert.Equal(["2 w F:a", "6 w F:a", "10 w F:a"], new EngineRig(Plans.Of("alertname", 1, 2, 3)).Push(1, "a", 1).Run(13));

    [Fact]
    public void P3_RepeatBelowGroupInterval_IsNeverFasterThanIt() =>
        Assert.Equal(["2 w F:a", "5 w F:a", "8 w F:a"], new EngineRig(Plans.Of("alertname", 1, 3, 1)).Push(1, "a", 1).Run(10));

    [Fact]
    public void P4_FiredAndResolvedInsideGroupWait_IsNotTold() =>
        Assert.Empty(new EngineRig(Plans.Of("alertname", 2, 2)).Push(1, "a", 1).Push(1.8, "a", 1, 1.7).Run(7));

    [Fact]
    public void P5_ResolveTimeout_EndsWhatIsNotResent()
    {
        var rig = new EngineRig(Plans.Of(Alone)) { ResolveTimeout = TimeSpan.FromSeconds(10) };

        Assert.Equal(["2 w F:a", "11 w R:a"], rig.Push(1, "a", 1).Run(14));
        Assert.Equal(EngineRig.At(11), rig.Notices[^1].Data.Alerts[0].EndsAt);
    }

    [Fact]
    public void P6_EndGivenByClient_Resolves() =>
        Assert.Equal(["2 w F:a", "5 w R:a"], new EngineRig(Plans.Of(Alone)).Push(1, "a", 1, 5).Run(9));

    [Fact]
    public void P7_AnnotationChange_IsNotTold() =>
        Assert.Equal(["2 w F:a"], new EngineRig(Plans.Of(Alone)).Push(1, "a", 1, annotation: "1").Push(3, "a", 1, annotation: "2").Run(8));

    [Fact]
    public void P8_StartOlderThanGroupWait_IsToldAtOnce() =>
        Assert.Equal(["1 w F:a"], new EngineRig(Plans.Of("alertname", 5, 5)).Push(1, "a", -60).Run(4));

    [Fact]
    public void P9_ResolvedNeverSeenFiring_IsNotTold() =>
        Assert.Empty(new EngineRig(Plans.Of(Alone)).Push(1, "a", -10, 0).Run(5));

    [Fact]
    public void P10_FiredInsideSilence_IsToldWhenItEnds()
    {
        var rig = new EngineRig(Plans.Of(Alone)).Silence(0.5, "s", "alertname", "a", 0.6, 5).Push(1, "a", 1);

        Assert.Equal(["5 w F:a"], rig.Run(10));
        Assert.Contains(rig.Untold, group => group.Held is [{ By: "s" }]);
    }

    [Fact]
    public void P11_SilenceOfWhatWasTold_EndsWithoutSecondMessage() =>
        Assert.Equal(["2 w F:a"], new EngineRig(Plans.Of(Alone)).Push(1, "a", 1).Silence(3, "s", "alertname", "a", 3, 7).Push(6, "a", 1).Run(12));

    [Fact]
    public void P11_SilenceOfOneOfTwo_EndsWithoutSecondMessage() =>
        Assert.Equal(["2 w F:a,b"], new EngineRig(Plans.Of("", 1, 1)).Push(1, ["a", "b"], 1).Silence(3, "s", "alertname", "a", 3, 6.5).Run(11));

    [Fact]
    public void P12_InhibitedTarget_IsToldWhenSourceEnds()
    {
        var plan = Plans.Of(Alone) with { InhibitRules = [Plans.Inhibit("severity=critical", "severity=warning", "svc")] };
        var rig = new EngineRig(plan).Push(1, ["w severity=warning svc=x", "c severity=critical svc=x"], 1).Push(5, "c severity=critical svc=x", 1, 4.9);

        Assert.Equal(["2 w F:c/critical/x", "5 w F:w/warning/x", "5 w R:c/critical/x"], rig.Run(12));
    }

    [Fact]
    public void P12_InhibitedOneOfTwo_JoinsWhenSourceEnds()
    {
        var plan = Plans.Of(Alone) with { InhibitRules = [Plans.Inhibit("severity=critical", "severity=warning", "svc")] };
        var rig = new EngineRig(plan)
            .Push(1, ["w severity=warning svc=x", "c severity=critical svc=x", "w severity=warning svc=y"], 1)
            .Push(5, "c severity=critical svc=x", 1, 4.9);

        Assert.Equal(["2 w F:w/warning/y", "2 w F:c/critical/x", "5 w F:w/warning/x,w/warning/y", "5 w R:c/critical/x"], rig.Run(12));
    }

    [Fact]
    public void P13_Continue_TellsEachReceiverOnce()
    {
        var root = Plans.Route("", 1, 1, receiver: "d");
        root = root with
        {
            Routes =
            [
                root with { Receiver = "p", Matchers = [Plans.Matcher("team=a")], Continue = true },
                root with { Receiver = "q", Matchers = [Plans.Matcher("severity=critical")] },
                root with { Receiver = "r", Matchers = [Plans.Matcher("team=a")] },
            ],
        };

        var lines = new EngineRig(new AlertingPlan { Root = root }).Push(1, ["x severity=critical team=a", "y team=a", "z"], 1).Run(5);

        Assert.Equal(["2 d F:z", "2 p F:y/a,x/critical/a", "2 q F:x/critical/a", "2 r F:y/a"], lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void P14_MuteInterval_HoldsItsRouteBack()
    {
        var root = Plans.Route("", 1, 1) with
        {
            Routes = [Plans.Route("", 1, 1) with { Matchers = [Plans.Matcher("m=y")], MuteTimeIntervals = ["all"] }],
        };
        var plan = Plans.Of(root) with { TimeIntervals = Always("all") };
        var rig = new EngineRig(plan).Push(1, ["x m=y", "z"], 1);

        Assert.Equal(["2 w F:z"], rig.Run(6));
        Assert.Contains(rig.Untold, group => group.Held is [{ By: "all" }]);
    }

    [Fact]
    public void P14_ActiveInterval_LetsThroughOnlyInside()
    {
        TimeInterval later = new("later", [new TimeIntervalPart { Minutes = [new NumberRange((14 * 60) + 1, (14 * 60) + 2)] }]);
        var root = Plans.Route("", 1, 10) with { ActiveTimeIntervals = ["later"] };
        var plan = Plans.Of(root) with { TimeIntervals = new Dictionary<string, TimeInterval>(StringComparer.Ordinal) { ["later"] = later } };

        Assert.Equal(["62 w F:a"], new EngineRig(plan) { ResolveTimeout = TimeSpan.FromHours(1) }.Push(1, "a", 1).Run(90));
    }

    [Fact]
    public void P15_WithoutSendResolved_EndIsNotToldAndNextBeginIs() =>
        Assert.Equal(
            ["2 w F:a", "6 w F:a"],
            new EngineRig(Plans.Of(Alone, sendResolved: false)).Push(1, "a", 1).Push(3.2, "a", 1, 3).Push(6, "a", 6).Run(12));

    [Fact]
    public void P16_SecondAlertOfGroup_IsToldWithTheFirstAfterGroupInterval() =>
        Assert.Equal(["2 w F:a", "6 w F:a,b"], new EngineRig(Plans.Of("", 1, 4)).Push(1, "a", 1).Push(3, "b", 3).Run(12));

    [Fact]
    public void P16_Batching_FollowsUpstreamTest()
    {
        var rig = new EngineRig(Plans.Of("", 1, 1, 4.9)).Push(1.1, "t1", 1).Push(1.7, "t5", 1).Push(3.3, ["t2", "t3", "t4"], 1.5);

        Assert.Equal(["2.1 w F:t1,t5", "4.1 w F:t1,t2,t3,t4,t5", "9.1 w F:t1,t2,t3,t4,t5"], rig.Run(12));
    }

    [Fact]
    public void P18_ResentAfterRestart_IsToldOnceAndItsEndToo() =>
        Assert.Equal(
            ["2 w F:a", "6 w R:a"], new EngineRig(Plans.Of("alertname", 1, 2)).Push(1, "a", 1).Push(5, "a", 1).Push(6, "a", 1, 4.5).Run(12));

    [Fact]
    public void P20_Reload_TellsNothingAgainAndRestartsTimers()
    {
        var plan = Plans.Of("", 1, 6);
        var rig = new EngineRig(plan).Push(1, "test1", 1).Reload(3, plan with { }).Push(4, "test2", 4);

        Assert.Equal(["2 w F:test1", "9 w F:test1,test2"], rig.Run(14));
    }

    [Fact]
    public void P20_ReloadInsideGroupWait_WaitsAnew()
    {
        var plan = Plans.Of("alertname", 4, 4);

        Assert.Equal(["7 w F:a"], new EngineRig(plan).Push(1, "a", 1).Reload(3, plan with { }).Run(12));
    }

    [Fact]
    public void P21_MergeAlerts_FollowsUpstreamTest()
    {
        var rig = new EngineRig(Plans.Of("alertname", 1, 1, 0.001))
            .Push(1, "t", 1.1).Push(1.2, "t", 1)
            .Push(2.1, "t", 2, annotation: "v1")
            .Push(3.6, "t", 1.5, annotation: "v2")
            .Push(4.6, "t", 3, 4.5, "v2").Push(4.8, "t", 2.9, 4.8, "v3").Push(4.8, "t", 2.9, 4.1, "v3")
            .Push(5.3, "t");

        Assert.Equal(["2 w F:t", "3 w F:t", "4 w F:t", "5 w R:t", "6 w F:t"], rig.Run(6.5));
        var alerts = rig.Notices.Select(notice => notice.Data.Alerts[0]).ToArray();
        Assert.Equal([1, 1, 1, 1, 5.3], alerts.Select(alert => (alert.StartsAt - EngineRig.Begin).TotalSeconds));
        Assert.Equal(["", "v1", "v2", "v3", ""], alerts.Select(alert => alert.Annotations.GetValueOrDefault("ann", "")));
        Assert.Equal(EngineRig.At(4.8), alerts[3].EndsAt);
    }

    [Fact]
    public void P22_AlwaysInhibiting_FollowsUpstreamTest()
    {
        var plan = Plans.Of("", 1, 1, 1) with { InhibitRules = [Plans.Inhibit("alertname=JobDown", "alertname=InstanceDown", "job", "zone")] };
        const string Target = "InstanceDown job=j zone=aa", Source = "JobDown job=j zone=aa";
        var rig = new EngineRig(plan).Push(1, Target, 1).Push(1, Source, 1).Push(2.6, Source, 1, 2.6).Push(2.6, Target, 1, 2.6);

        Assert.Equal(["2 w F:JobDown/j/aa", "3 w R:InstanceDown/j/aa,JobDown/j/aa"], rig.Run(5));
    }

    [Fact]
    public void P22_Silencing_FollowsUpstreamTest() =>
        Assert.Equal(
            ["2 w F:t1,t2", "3 w F:t2", "4 w F:t2", "5 w F:t1,t2"],
            new EngineRig(Plans.Of("", 1, 1, 0.001)).Push(1, ["t1", "t2"], 1).Silence(2.3, "s", "alertname", "t1", 2.5, 4.5).Run(5.5));

    [Fact]
    public void P22_SilenceDelete_FollowsUpstreamTest() =>
        Assert.Equal(
            ["4 w F:t1,t2"],
            new EngineRig(Plans.Of("", 1, 1, 0.001)).Push(1, ["t1", "t2"], 1)
                .Silence(1.3, "s", "alertname", ".+", 1.5, 100).Silence(3.5, "s", "alertname", ".+", 1.5, 3.5).Run(4.5));

    [Fact]
    public void P22_ResolvedFilter_FollowsUpstreamTest()
    {
        var plan = new AlertingPlan { Root = Plans.Route("alertname", 1, 5), Receivers = [Plans.Receiver("w", true, false)] };
        var rig = new EngineRig(plan) { ResolveTimeout = TimeSpan.FromSeconds(10) }
            .Push(1, ["t lbl=v1", "t lbl=v2"], 1).Push(3, "t lbl=v1", 1, 4).Push(3, "t lbl=v3", 3).Push(8, "t lbl=v3", 3);

        var lines = rig.Run(13);

        Assert.Equal(["2 w F:t/v1,t/v2", "7 w F:t/v2,t/v3 R:t/v1", "12 w F:t/v3 R:t/v2"], lines.Where((_, i) => rig.Notices[i].SendsResolved));
        Assert.Equal(["2 w F:t/v1,t/v2", "7 w F:t/v2,t/v3"], lines.Where((_, i) => !rig.Notices[i].SendsResolved));
    }

    [Fact]
    public void P22_Retry_RepeatsAfterRepeatInterval() =>
        Assert.Equal(["2 w F:t", "5 w F:t"], new EngineRig(Plans.Of("alertname", 1, 1, 3)).Push(1, "t", 1).Run(7));

    [Fact]
    public void P24_GroupOfTwo_KeepsItsKeyToTheEnd()
    {
        var rig = new EngineRig(Plans.Of("svc", 1, 2)).Push(1, ["p1 svc=x", "p2 svc=x"], 1).Push(3, "p1 svc=x", 1, 2.9).Push(7, "p2 svc=x", 1, 6.9);

        Assert.Equal(["2 w F:p1/x,p2/x", "4 w F:p2/x R:p1/x", "8 w R:p2/x"], rig.Run(10));
        Assert.Single(rig.Notices.Select(notice => notice.GroupKey).Distinct());
        Assert.Equal([1, 2, 3], rig.Notices.Select(notice => notice.Sequence));
        Assert.Matches("^tel1-[0-9a-f]{64}$", rig.Notices[0].GroupKey);
    }

    [Fact]
    public void FlapSlowerThanGroupInterval_IsToldEachTime() =>
        Assert.Equal(
            ["2 w F:a", "3 w R:a", "4 w F:a", "6 w R:a", "7 w F:a"],
            new EngineRig(Plans.Of(Alone)).Push(1, "a", 1).Push(2.6, "a", 1, 2.5).Push(4, "a", 4).Push(5.6, "a", 4, 5.5).Push(7, "a", 7).Run(8));

    [Fact]
    public void FlapInsideGroupInterval_IsNotTold() =>
        Assert.Equal(["2 w F:a"], new EngineRig(Plans.Of("alertname", 1, 4)).Push(1, "a", 1).Push(3, "a", 1, 2.9).Push(4, "a", 4).Run(12));

    [Fact]
    public void OtherLabel_IsAnotherAlertOfTheGroup()
    {
        var rig = new EngineRig(Plans.Of(Alone)) { ResolveTimeout = TimeSpan.FromSeconds(10) };

        Assert.Equal(
            ["2 w F:a/warning", "4 w F:a/critical,a/warning", "11 w F:a/critical R:a/warning", "14 w R:a/critical"],
            rig.Push(1, "a severity=warning", 1).Push(3.1, "a severity=critical", 3).Run(14));
    }

    private static Dictionary<string, TimeInterval> Always(string name) => new(StringComparer.Ordinal) { [name] = new(name, [new TimeIntervalPart()]) };
}
