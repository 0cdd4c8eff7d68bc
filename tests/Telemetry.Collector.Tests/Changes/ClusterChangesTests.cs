using System.Text.Json;
using Telemetry.Collector.Changes;
using Telemetry.Collector.Tests.ClusterState;
using Telemetry.Contracts.Changes;
using Telemetry.Kubernetes.Watching;
using Xunit;

namespace Telemetry.Collector.Tests.Changes;

public sealed class ClusterChangesTests : IDisposable
{
    private readonly ClusterScript _script = new();

    [Fact]
    public void Objects_SeenFirst_AreNoChange()
    {
        _script.List("deployments", Deployment("web", 7, "web:1")).List("nodes", Node("n1")).Tell("deployments", ResourceChange.Added, Deployment("new", 1, "new:1"));

        Assert.Empty(_script.Told);
    }

    [Fact]
    public void Deployment_OfANewImage_TellsOldAndNewAndWho()
    {
        _script.List("deployments", Deployment("web", 2, "web:1")).Tell("deployments", ResourceChange.Modified, Deployment("web", 3, "web:2", manager: "argocd"));

        var change = Assert.Single(_script.Told);
        Assert.Equal(("Deployment", "default", "web", ChangeSubjects.Image), (change.Kind, change.Namespace, change.Name, change.What));
        Assert.Equal(("c=web:1", "c=web:2", "argocd", "generation 2 → 3"), (change.From, change.To, change.By, change.Detail));
        Assert.Equal(ClusterScript.StartMs, change.At.ToUnixTimeMilliseconds());
        Assert.Equal(DateTimeOffset.Parse("2026-11-21T00:41:31Z", null), change.MadeAt);
    }

    [Fact]
    public void Deployment_Scaled_TellsTheGenerationAndTheReplicas()
    {
        _script.List("deployments", Deployment("web", 2, "web:1", replicas: 9)).Tell("deployments", ResourceChange.Modified, Deployment("web", 3, "web:1", replicas: 11));

        var change = Assert.Single(_script.Told);
        Assert.Equal((ChangeSubjects.Generation, "2", "3", "replicas 9 → 11"), (change.What, change.From, change.To, change.Detail));
        Assert.Equal("kube-controller-manager", change.By);
    }

    [Fact]
    public void Deployment_WhoseStatusChanges_IsNoChange()
    {
        _script.List("deployments", Deployment("web", 2, "web:1")).Tell("deployments", ResourceChange.Modified, Deployment("web", 2, "web:1"));

        Assert.Empty(_script.Told);
    }

    [Theory]
    [InlineData("statefulsets", "StatefulSet")]
    [InlineData("daemonsets", "DaemonSet")]
    public void OtherWorkloads_OfANewImage_AreTold(string resource, string kind)
    {
        _script.List(resource, Deployment("db", 1, "db:1")).Tell(resource, ResourceChange.Modified, Deployment("db", 2, "db:2"));

        Assert.Equal((kind, ChangeSubjects.Image), (Assert.Single(_script.Told).Kind, _script.Told[0].What));
    }

    [Fact]
    public void Nodes_ThatComeAndGo_AreToldOnceEvenOverAFreshList()
    {
        _script.List("nodes", Node("n1"), Node("n2")).Tell("nodes", ResourceChange.Added, Node("n3"))
            .List("nodes", Node("n1"), Node("n3")).List("nodes", Node("n1"), Node("n3"));

        Assert.Equal([("n3", ChangeSubjects.Added), ("n2", ChangeSubjects.Removed)], _script.Told.Select(change => (change.Name, change.What)));
        Assert.All(_script.Told, change => Assert.Equal("node", change.Component));
    }

    [Fact]
    public void Watch_LostAndListedAnew_TellsWhatChangedMeanwhileOnce()
    {
        _script.List("deployments", Deployment("web", 2, "web:1")).List("deployments", Deployment("web", 4, "web:3")).List("deployments", Deployment("web", 4, "web:3"));

        Assert.Equal(("c=web:1", "c=web:3"), (Assert.Single(_script.Told).From, _script.Told[0].To));
    }

    [Fact]
    public void Restart_WithWhatWasKept_TellsWhatChangedMeanwhileUnderTheSameId()
    {
        _script.List("deployments", Deployment("web", 2, "web:1")).List("nodes", Node("n1"));
        using var restarted = new ClusterScript();
        foreach (var (from, to) in _script.Changes.Ledgers.Zip(restarted.Changes.Ledgers)) to.Restore(Through(from.Save()));

        restarted.List("deployments", Deployment("web", 3, "web:2")).List("nodes", Node("n1"), Node("n2"));
        _script.Tell("deployments", ResourceChange.Modified, Deployment("web", 3, "web:2")).Tell("nodes", ResourceChange.Added, Node("n2"));

        Assert.Equal([ChangeSubjects.Image, ChangeSubjects.Added], restarted.Told.Select(change => change.What));
        Assert.Equal(_script.Told.Select(change => change.ChangeId), restarted.Told.Select(change => change.ChangeId));
    }

    [Fact]
    public void Autoscaler_ThatScales_IsTold()
    {
        _script.List("hpas", Autoscaler(9)).Tell("hpas", ResourceChange.Modified, Autoscaler(9)).Tell("hpas", ResourceChange.Modified, Autoscaler(11));

        var change = Assert.Single(_script.Told);
        Assert.Equal((ChangeSubjects.Replicas, "9", "11", "Deployment web"), (change.What, change.From, change.To, change.Detail));
    }

    [Fact]
    public void Corefile_Edited_TellsTheLinesAndNothingElse()
    {
        _script.List("configmaps", Corefile("1", ".:53 {\\n  forward . 10.0.0.1\\n  cache 30\\n}"))
            .Tell("configmaps", ResourceChange.Modified, Corefile("2", ".:53 {\\n  forward . 10.0.0.2\\n  cache 30\\n}"));

        var change = Assert.Single(_script.Told);
        Assert.Equal(("  forward . 10.0.0.1", "  forward . 10.0.0.2", "coredns"), (change.From, change.To, change.Component));
        Assert.DoesNotContain("secret-of-another-key", change.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ConfigMap_OfAnybodyElse_IsNotRead()
    {
        _script.List("configmaps", ConfigMap("mine", "1", "a")).Tell("configmaps", ResourceChange.Modified, ConfigMap("mine", "2", "b"));

        Assert.Empty(_script.Told);
    }

    [Fact]
    public void Corefile_OfEndlessLines_StaysWithinTheBounds()
    {
        _script.List("configmaps", Corefile("1", "a")).Tell("configmaps", ResourceChange.Modified, Corefile("2", new string('ä', 500_000)));

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(Assert.Single(_script.Told).To), 2000, BoundedText.MaxBytes);
    }

    [Fact]
    public void Webhook_AddedChangedAndRemoved_IsTold()
    {
        _script.List("validatingwebhookconfigurations")
            .Tell("validatingwebhookconfigurations", ResourceChange.Added, Webhook(1, "Ignore", 10))
            .Tell("validatingwebhookconfigurations", ResourceChange.Modified, Webhook(2, "Fail", 30))
            .Tell("validatingwebhookconfigurations", ResourceChange.Deleted, Webhook(2, "Fail", 30));

        Assert.Equal([ChangeSubjects.Added, ChangeSubjects.Contents, ChangeSubjects.Removed], _script.Told.Select(change => change.What));
        Assert.Equal("v.example.com failurePolicy=Ignore timeoutSeconds=10 to=sys/hook/validate rules=1", _script.Told[1].From);
        Assert.Equal("v.example.com failurePolicy=Fail timeoutSeconds=30 to=sys/hook/validate rules=1", _script.Told[1].To);
    }

    [Fact]
    public void ControlPlanePod_WithOtherFlags_TellsThemButNoSecret()
    {
        _script.List("pods", ControlPlane("u1", "--v=2", "--token=abc"))
            .Tell("pods", ResourceChange.Deleted, ControlPlane("u1", "--v=2", "--token=abc"))
            .Tell("pods", ResourceChange.Added, ControlPlane("u2", "--v=4", "--token=xyz"));

        var change = Assert.Single(_script.Told);
        Assert.Equal((ChangeSubjects.Flags, "--v=2", "--v=4", "apiserver"), (change.What, change.From, change.To, change.Component));
        Assert.DoesNotContain("xyz", change.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _script.Dispose();

    private static SavedLedger Through(SavedLedger saved) =>
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(saved, LedgerJson.Default.SavedLedger), LedgerJson.Default.SavedLedger)!;

    private static string Deployment(string name, int generation, string image, int replicas = 3, string manager = "kubectl") => $$$"""
        {"metadata":{"name":"{{{name}}}","namespace":"default","uid":"u","generation":{{{generation}}},"managedFields":[
          {"manager":"{{{manager}}}","operation":"Update","time":"2026-11-21T00:41:31Z"},
          {"manager":"kube-controller-manager","operation":"Update","subresource":"scale"},
          {"manager":"kube-controller-manager","operation":"Update","subresource":"status","time":"2026-11-21T00:50:00Z"}]},
         "spec":{"replicas":{{{replicas}}},"template":{"spec":{"containers":[{"name":"c","image":"{{{image}}}" }] } } } }
        """;

    private static string Node(string name) => $$$"""
        {"metadata":{"name":"{{{name}}}","uid":"u-{{{name}}}" }}
        """;

    private static string Autoscaler(int desired) => $$$"""
        {"metadata":{"name":"web","namespace":"default","uid":"u"},"spec":{"scaleTargetRef":{"kind":"Deployment","name":"web"}},
         "status":{"desiredReplicas":{{{desired}}},"lastScaleTime":"2026-11-21T00:41:{{{desired}}}Z" }}
        """;

    private static string Corefile(string version, string text) => $$$"""
        {"metadata":{"name":"coredns","namespace":"kube-system","uid":"u","resourceVersion":"{{{version}}}"},"data":{"Corefile":"{{{text}}}","other":"secret-of-another-key-{{{version}}}"}}
        """;

    private static string ConfigMap(string name, string version, string text) => $$$"""
        {"metadata":{"name":"{{{name}}}","namespace":"kube-system","uid":"u","resourceVersion":"{{{version}}}"},"data":{"Corefile":"{{{text}}}"}}
        """;

    private static string Webhook(int generation, string policy, int timeout) => $$$"""
        {"metadata":{"name":"hooks","uid":"u","generation":{{{generation}}} },"webhooks":[{"name":"v.example.com","failurePolicy":"{{{policy}}}","timeoutSeconds":{{{timeout}}},
          "clientConfig":{"caBundle":"AAAA","service":{"namespace":"sys","name":"hook","path":"/validate"}},"rules":[{}]}]}
        """;

    private static string ControlPlane(string uid, params string[] flags) => $$$"""
        {"metadata":{"name":"kube-apiserver-node-1","namespace":"kube-system","uid":"{{{uid}}}","labels":{"tier":"control-plane"}},
         "spec":{"containers":[{"command":["kube-apiserver",{{{string.Join(',', flags.Select(flag => $"\"{flag}\""))}}}]}]},"status":{"phase":"Running"}}
        """;
}
