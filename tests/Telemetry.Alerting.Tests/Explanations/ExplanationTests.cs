using System.Text.Json;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Signals;
using Xunit;

namespace Telemetry.Alerting.Tests.Explanations;

public sealed class ExplanationTests
{
    [Fact]
    public void Headline_NamesTheRootItsOddsAndItsStrongestSign() =>
        Assert.Equal("Probably etcd (disk), odds 84 %: WAL sync p99 is 61.2 ms where 2.1 ms is normal.", Explain(Full()).Headline);

    [Fact]
    public void Headline_OfARecordFromBeforeTheTitles_NamesTheSignal() => Assert.Equal(
        "Probably etcd (disk), odds 84 %: etcd_wal_fsync is 61.2 ms where 2.1 ms is normal.", Explain(Incidents.Opened(Severity.Critical)).Headline);

    [Fact]
    public void Headline_WithoutARoot_SaysSo() => Assert.Equal(
        "The root is unknown: etcd WAL sync p99 is 61.2 ms where 2.1 ms is normal.", Explain(Full() with { Root = [] }).Headline);

    [Fact]
    public void Began_IsToldWithWhereItWasSeenFirst() => Assert.Equal(
        "It began at 2026-11-21 10:00:00 UTC, seen first in WAL sync of etcd-0; this is the evidence of 10:00:20.", Explain(Full()).Began);

    [Fact]
    public void Worsened_TellsTheNewestAlsoAfterTheEndAndOnThePage()
    {
        var worse = Full() with { Sequence = 3, Worsening = Incidents.Worse(3, number: 2).Worsening };
        var resolved = Incidents.Resolved(4) with { Signals = [], Worsening = worse.Worsening };
        const string Words = "After it was told it became worse 2 times, last: at 10:14:00 apiserver API requests p99 was 1.4 s, over its limit 1 s.";

        var explanation = Explanation.Of([Full(), worse, resolved])!;

        Assert.Equal(Words, explanation.Lines[2]);
        Assert.Contains(Words, AlertContent.Of(worse).Explanation, StringComparer.Ordinal);
        Assert.Equal(1.4, JsonDocument.Parse(ExplanationJson.Of(explanation, resolved, worse)).RootElement.GetProperty("worsened").GetProperty("value").GetDouble());
    }

    [Fact]
    public void Worsened_OfAnIncidentThatDidNot_IsNotTold()
    {
        var explanation = Explain(Full());
        Assert.DoesNotContain(explanation.Lines, line => line.Contains("worse", StringComparison.Ordinal));
        Assert.False(JsonDocument.Parse(ExplanationJson.Of(explanation, Full(), Full())).RootElement.TryGetProperty("worsened", out _));
    }

    [Fact]
    public void Moved_TellsWhatWasGainedBeforeWhatWasLost() => Assert.Equal(
        ["WAL sync of etcd-0: 97.5 % take 8 ms to 64 ms, normally 0.1 %; 0.5 % take more than 8.19 s, normally 0 %; 2 % take up to 2 ms, normally 97 %."],
        Explain(Full()).Moved);

    [Fact]
    public void Changes_TellTheSuspectFirstAndItsDistance() => Assert.Equal(
        [
            "changed shortly before: StatefulSet kube-system/etcd: image etcd=3.5 → etcd=3.6 by kubectl, at 09:59:20, 40 s before the onset",
            "Node node-9: added, at 10:00:30, 30 s after the onset",
        ],
        Explain(Full()).Changes);

    [Fact]
    public void Changes_OfNothingButRoutine_TellTheLastOne()
    {
        var routine = Change("HorizontalPodAutoscaler", "svc", -30) with { Namespace = "default", What = ChangeSubjects.Replicas, From = "2", To = "3" };
        Assert.Equal(
            ["nothing but routine: HorizontalPodAutoscaler default/svc: replicas 2 → 3, at 09:59:30, 30 s before the onset"],
            Explain(Full() with { Changes = [routine with { At = routine.At.AddSeconds(-60) }, routine] }).Changes);
    }

    [Fact]
    public void RuledOut_IsToldInWords() => Assert.Equal(
        [
            "node, on which it stands, is quiet: signals watched 3, unusual none", "the load of etcd is as usual: writes 12/s, normally 11.5/s",
            "no restart of etcd was recorded before it",
        ],
        Explain(Full()).RuledOut);

    [Theory]
    [InlineData(ChangeSubjects.Image, "etcd is affected only where it started anew, with etcd=3.6, instances 1; where it runs on as before, with etcd=3.5, it is well, instances 2")]
    [InlineData(ChangeSubjects.Generation, "etcd is affected only where it started anew, instances 1; where it runs on as before it is well, instances 2")]
    public void RuledOut_WhereOnlyTheNewInstancesAreAffected_NamesBothVersionsIfTheyAreKnown(string what, string words)
    {
        var record = Full();
        record = record with { Changes = [record.Changes[0] with { What = what }], RuledOut = [new(RuledOutReason.OlderInstances, "etcd", "", 2, 1, "1")] };
        Assert.Equal([words], Explain(record).RuledOut);
    }

    [Fact]
    public void Budget_MovedByFeedback_IsTold() =>
        Assert.Contains("WAL sync of etcd has 0.5 × its budget of false alarms", Assert.Single(Explain(Full()).Budgets), StringComparison.Ordinal);

    [Fact]
    public void Explanation_OfAResolvedIncident_KeepsTheEvidenceOfItsRoot()
    {
        var resolved = Incidents.Resolved(3) with { Signals = [] };
        var explanation = Explanation.Of([Full(), resolved])!;
        Assert.Contains("61.2 ms", explanation.Headline, StringComparison.Ordinal);
        Assert.Contains("normal again at 10:00:40", explanation.Began, StringComparison.Ordinal);
        Assert.Null(Explanation.Of([]));
    }

    private static Explanation Explain(IncidentRecord record) => Explanation.Of(record, record);

    private static IncidentRecord Full()
    {
        var record = Incidents.Opened(Severity.Critical);
        return record with
        {
            Signals =
            [
                record.Signals[0] with
                {
                    Title = "WAL sync",
                    Measure = "p99",
                    BudgetFactor = 0.5,
                    Moved = [new BucketMovement(0, 0.002, 0.97, 0.02), new(0.008, 0.064, 0.001, 0.975), new(8.192, double.PositiveInfinity, 0, 0.005)],
                },
                record.Signals[1],
            ],
            Changes =
            [
                Change("StatefulSet", "etcd", -40) with { Namespace = "kube-system", Component = "etcd", What = ChangeSubjects.Image, From = "etcd=3.5", To = "etcd=3.6", By = "kubectl" },
                Change("Node", "node-9", 30),
            ],
            RuledOut =
            [
                new(RuledOutReason.QuietDependency, "node", "", 3, double.NaN, "1"), new(RuledOutReason.SteadyLoad, "etcd", "writes", 12, 11.5, "1/s"),
                new(RuledOutReason.NoRestart, "etcd", "", double.NaN, double.NaN, ""), new((RuledOutReason)99, "etcd", "", 1, 1, ""),
            ],
        };
    }

    private static ChangeRecord Change(string kind, string name, int seconds) =>
        new() { ChangeId = $"c-{name}", Cluster = "prod", At = Incidents.Began.AddSeconds(seconds), Kind = kind, Name = name, What = ChangeSubjects.Added };
}
