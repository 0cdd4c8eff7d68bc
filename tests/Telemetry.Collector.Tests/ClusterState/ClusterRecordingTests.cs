using Telemetry.Collector.Recordings;
using Telemetry.Contracts.Changes;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.ClusterState;

/// <summary>What the recorded clusters' lists and watches tell.</summary>
public sealed class ClusterRecordingTests
{
    private static readonly string Demo = Path.Combine(Repository.Root, "tests", "corpus", "demo");

    [Fact]
    public void Demo_RollingRestart_IsTwoTemplatesByWhoRolledThemOut()
    {
        using var script = Play(Demo, until: long.MaxValue);

        Assert.Equal(
            [("app", "2", "3", "template changed", "kubectl-rollout"), ("idle", "2", "3", "template changed", "kubectl-rollout")],
            script.Told.Where(change => change is { What: ChangeSubjects.Generation, Detail: "template changed" })
                .Select(change => (change.Name, change.From, change.To, change.Detail, change.By)));
        Assert.Equal(script.Told.Count, script.Told.DistinctBy(change => change.ChangeId).Count());
    }

    [CorpusFact]
    public void A_Changes_AreThoseThatWereMade()
    {
        using var script = Play(Corpus.PathOf("recordings", "A"), until: long.MaxValue);

        // Seen from the first list at 135 s on: the autoscaler's steps on svc-0, each on the workload too; the rolling restart; the batch.
        (string, string)[] scaled = [("9", "8"), ("8", "9"), ("9", "11"), ("11", "13"), ("13", "15"), ("15", "14"), ("14", "13"), ("13", "12"), ("12", "11"), ("11", "10"), ("10", "9"), ("9", "11"), ("11", "14"), ("14", "16")];
        Assert.Equal(scaled, script.Told.Where(change => change.What == ChangeSubjects.Replicas).Select(change => (change.From, change.To)));
        var workloads = script.Told.Where(change => change.Kind == "Deployment").GroupBy(change => change.Name)
            .ToDictionary(changes => changes.Key, changes => string.Join(", ", changes.Select(change => $"{change.Detail} by {change.By}")));
        Assert.Equal(["app", "idle", "svc-0", "svc-1", "svc-2", "svc-3"], workloads.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("template changed by kubectl-rollout", workloads["app"]);
        Assert.Equal("template changed by kubectl-rollout", workloads["idle"]);
        Assert.All((string[])["svc-1", "svc-2", "svc-3"], name => Assert.Equal("replicas 15 → 250 by kubectl, replicas 250 → 15 by kubectl", workloads[name]));
        Assert.DoesNotContain(script.Told, change => change.Kind == "Node");
    }

    [CorpusFact]
    public void A_States_AreThoseOfTheirTimes()
    {
        const long Start = 1_795_220_625_399;
        var folder = Corpus.PathOf("recordings", "A");

        using (var before = Play(folder, Start + 1_060_000))
            Assert.Equal(["app-6c8cb8bc59", "app-6c8cb8bc59", "app-6c8cb8bc59", "app-6c8cb8bc59"], Templates(before, "app-"));
        using (var during = Play(folder, Start + 1_067_000))
        {
            Assert.Contains(during.Page(), line => line.StartsWith("kube_pod_container_status_waiting_reason{namespace=\"default\",pod=\"app-d4cc546fb", StringComparison.Ordinal) && line.EndsWith("reason=\"ContainerCreating\"} 1", StringComparison.Ordinal));
            Assert.DoesNotContain("cluster_rollout_deadline_used_ratio 0", during.Page());
        }

        using var after = Play(folder, long.MaxValue);
        Assert.Equal(["app-d4cc546fb", "app-d4cc546fb", "app-d4cc546fb", "app-d4cc546fb"], Templates(after, "app-"));
        Assert.Contains("kube_node_status_condition{condition=\"Ready\",status=\"true\"} 1", after.Page());
        Assert.Contains("kube_pod_status_phase{phase=\"Running\"} 10", after.Page());
        Assert.Contains("kube_horizontalpodautoscaler_spec_max_replicas{namespace=\"default\",horizontalpodautoscaler=\"svc-0\"} 40", after.Page());
    }

    private static IEnumerable<string> Templates(ClusterScript script, string prefix) =>
        script.View.Pods.Objects.Select(pair => pair.Key.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[..name.LastIndexOf('-')]);

    private static ClusterScript Play(string folder, long until)
    {
        var script = new ClusterScript();
        using var objects = RecordingReader.Open(folder).OpenObjects();
        while (objects.NextMs is { } next && next <= until)
        {
            script.NowMs = next;
            foreach (var told in objects.ReadNext()) script.Tell(told);
        }

        Assert.Empty(objects.Notices);
        return script;
    }
}
