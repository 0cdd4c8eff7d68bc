using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Alerts;
using Xunit;

namespace Telemetry.Alerting.Tests.Grouping;

/// <summary>What must hold of every sequence of posts, silences, reloads and hand resolves; the rig beside it saves and restores the engine after each step and demands the same messages.</summary>
public class RandomSequenceTests
{
    private const double Quiet = 150;

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 10));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void EverySequence_SavedAtEveryStep_TellsTheSameAndEndsWhatItBegan(int seed)
    {
        var rig = Random(seed);

        rig.Run(600);

        foreach (var lane in rig.Notices.GroupBy(notice => (notice.GroupKey, notice.SendsResolved))) AssertLane([.. lane]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void EverySequence_OfOneAlertWithoutHolds_IsToldWhileItFires(int seed)
    {
        var random = new Random(seed);
        var rig = new EngineRig(Plans.Of("", 1 + random.Next(3), 1 + random.Next(3)));
        var at = 1.0;
        for (var i = 0; i < 5; i++) rig.Push(at += 12 + random.Next(30), "a", at, at + 6);

        rig.Run(600);

        Assert.Equal(5, rig.Notices.Count(notice => notice.Action == NotificationAction.Trigger));
        Assert.Equal(5, rig.Notices.Count(notice => notice.Action == NotificationAction.Resolve));
    }

    // Sequences and openings grow; a trigger opens, a resolve closes, nothing is resolved that was not open, nothing stays open at the end.
    private static void AssertLane(GroupNotice[] lane)
    {
        var isOpen = false;
        (DateTimeOffset Opened, long Sequence) last = default;
        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var notice in lane)
        {
            Assert.True((notice.OpenedAt, notice.Sequence).CompareTo(last) > 0);
            if (notice.SendsResolved) Assert.Equal(isOpen ? last.Opened : notice.OpenedAt, notice.OpenedAt);
            last = (notice.OpenedAt, notice.Sequence);
            if (notice.Action == NotificationAction.Resolve)
            {
                Assert.True(isOpen && notice.SendsResolved);
                Assert.All(told, fingerprint => Assert.Contains(notice.Data.Alerts, alert => alert.Fingerprint == fingerprint));
                told.Clear();
            }

            isOpen = notice.Action == NotificationAction.Trigger;
            foreach (var alert in notice.Data.Alerts)
            {
                if (alert.Status == "firing") told.Add(alert.Fingerprint);
                else told.Remove(alert.Fingerprint);
            }
        }

        if (lane[0].SendsResolved) Assert.False(isOpen);
    }

    private static EngineRig Random(int seed)
    {
        var random = new Random(seed);
        var plans = Enumerable.Range(0, 3).Select(_ => RandomPlan(random)).ToArray();
        var rig = new EngineRig(plans[0]) { ResolveTimeout = TimeSpan.FromSeconds(40) };
        var at = 1.0;
        while (at < Quiet)
        {
            at += random.NextDouble() * 5;
            switch (random.Next(12))
            {
                case 0: rig.Silence(at, $"s{random.Next(3)}", "svc", random.Next(2) == 0 ? "x" : ".*", at, at + random.Next(60)); break;
                case 1: rig.Reload(at, plans[random.Next(3)]); break;
                case 2: rig.Do(at, new ManualResolve(GroupKey.Of("w", EngineRig.Labels(random.Next(2) == 0 ? "svc=x" : "a"), 1))); break;
                default: RandomPush(rig, random, at); break;
            }
        }

        return rig;
    }

    private static void RandomPush(EngineRig rig, Random random, double at)
    {
        var labels = $"{"abc"[random.Next(3)]} svc={"xy"[random.Next(2)]} severity={(random.Next(4) == 0 ? "critical" : "warning")}";
        switch (random.Next(4))
        {
            case 0: rig.Push(at, labels, at - 1, at - 0.5); break;
            case 1: rig.Push(at, labels, at - 1, at + random.Next(1, 20)); break;
            default: rig.Push(at, labels); break;
        }
    }

    private static AlertingPlan RandomPlan(Random random)
    {
        string[] groupings = ["", "svc", "alertname", "alertname,svc"];
        Alerting.Routing.Route Any() => Plans.Route(groupings[random.Next(4)], random.Next(1, 4), random.Next(1, 6), random.Next(5, 60)) with { Flap = random.Next(3) == 0 };
        var root = Any() with
        {
            Routes = [Any() with { Matchers = [Plans.Matcher("svc=x")], Continue = random.Next(2) == 0 }, Any() with { Matchers = [Plans.Matcher("alertname=~\"a|b\"")] }],
        };
        return new AlertingPlan
        {
            Root = root,
            Receivers = [random.Next(3) == 0 ? Plans.Receiver("w", true, false) : Plans.Receiver("w", true)],
            InhibitRules = random.Next(2) == 0 ? [] : [Plans.Inhibit("severity=critical", "severity=warning", "svc")],
        };
    }
}
