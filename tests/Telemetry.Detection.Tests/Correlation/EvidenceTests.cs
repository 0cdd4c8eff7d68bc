using Telemetry.Detection.Correlation;
using Xunit;

namespace Telemetry.Detection.Tests.Correlation;

public sealed class EvidenceTests
{
    private const long OnsetMs = SimulatedCluster.StartMs + 100_000;

    [Fact]
    public void Incident_WithAChangeOfItsRootBefore_NamesThatFirst()
    {
        var opened = Open(
            Change("far", "client", OnsetMs - 5_000), Change("routine", "etcd", OnsetMs - 1_000, isRoutine: true), Change("own", "etcd", OnsetMs - 40_000),
            Change("below", "node", OnsetMs - 30_000));

        Assert.Equal(["own", "below", "routine", "far"], opened.Changes.Select(change => change.Id));
    }

    [Fact]
    public void Incident_WithChangesLongBeforeOrNotYetSeen_LeavesThemOut()
    {
        var opened = Open(Change("old", "etcd", OnsetMs - 1_000_000), Change("later", "etcd", OnsetMs + 600_000));
        Assert.Empty(opened.Changes);
    }

    [Fact]
    public void Incident_ToldAChangeTwice_NamesItOnce() =>
        Assert.Single(Open(Change("own", "etcd", OnsetMs - 40_000), Change("own", "etcd", OnsetMs - 40_000)).Changes);

    [Fact]
    public void Incident_WithManyChanges_KeepsTheMostTelling()
    {
        var changes = Enumerable.Range(0, 2 * ChangeLog.Capacity).Select(i => Change($"c{i:D3}", i == 300 ? "etcd" : "", OnsetMs - 1_000 + i));

        var opened = Open([.. changes]);

        Assert.Equal(EvidenceGatherer.MaxChanges, opened.Changes.Count);
        Assert.Equal("c300", opened.Changes[0].Id);
    }

    [Fact]
    public void Incident_WhoseRootStandsOnAQuietPart_RulesThatOut()
    {
        var ruledOut = Run((part, second) => part == "apiserver" && second is >= 100 and < 300 ? 11 : 0)[0].RuledOut;
        Assert.Contains(new RuledOut(RuledOutReason.QuietDependency, "etcd", "", 1, double.NaN, "1"), ruledOut);
    }

    [Fact]
    public void Incident_WithoutARestartOrChangeOfItsRoot_SaysSoWhereChangesAreTold()
    {
        Assert.DoesNotContain(Open().RuledOut, ruledOut => ruledOut.Reason is RuledOutReason.NoRestart or RuledOutReason.NoChange);
        Assert.Equal([RuledOutReason.NoRestart, RuledOutReason.NoChange], ReasonsOf(Open(Change("far", "client", OnsetMs))));
        Assert.Equal([RuledOutReason.NoChange], ReasonsOf(Open(Change("own", "etcd", OnsetMs - 40_000, isRestart: true))));
        Assert.Equal([RuledOutReason.NoRestart], ReasonsOf(Open(Change("own", "etcd", OnsetMs - 40_000))));
    }

    [Fact]
    public void Incident_CarriesTheCourseOfItsSignals_FromBeforeTheOnsetWithItsNormalBand()
    {
        var course = Open().Courses[0];

        Assert.Equal(("etcd", "sync", "etcd-0"), (course.Component, course.Signal, course.Instance));
        Assert.Contains(course.Points, point => point.TimeMs < OnsetMs - 30_000 && Math.Abs(point.Value - 0.01) < 1e-6);
        Assert.Contains(course.Points, point => point.TimeMs > OnsetMs && Math.Abs(point.Value - 0.3) < 1e-6);
        Assert.InRange(course.NormalLow, 0.009, 0.01);
        Assert.InRange(course.NormalHigh, 0.01, 0.011);
    }

    [Fact]
    public void Incident_Resolved_CarriesNoEvidence()
    {
        var resolved = Run((part, second) => part == "etcd" && second is >= 100 and < 250 ? 11 : 0, Change("own", "etcd", OnsetMs))[^1];
        Assert.Equal(IncidentEvent.Resolved, resolved.Event);
        Assert.Empty(resolved.Changes);
        Assert.Empty(resolved.Courses);
    }

    private static IncidentUpdate Open(params ClusterChange[] changes) =>
        Run((part, second) => part == "etcd" && second is >= 100 and < 250 ? 11 : 0, changes)[0];

    private static List<IncidentUpdate> Run(Func<string, int, double> evidence, params ClusterChange[] changes)
    {
        var correlator = SimulatedCluster.NewCorrelator();
        foreach (var change in changes) correlator.Take(change);
        return SimulatedCluster.Run(SimulatedCluster.Scrapes(600, evidence), correlator);
    }

    private static IEnumerable<RuledOutReason> ReasonsOf(IncidentUpdate update) =>
        update.RuledOut.Select(ruledOut => ruledOut.Reason).Where(reason => reason is RuledOutReason.NoRestart or RuledOutReason.NoChange);

    private static ClusterChange Change(string id, string component, long timeMs, bool isRestart = false, bool isRoutine = false) =>
        new(id, timeMs, timeMs, component, isRestart, isRoutine, ReadOnlyMemory<byte>.Empty);
}
