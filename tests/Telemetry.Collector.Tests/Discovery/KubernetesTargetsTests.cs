using Telemetry.Collector.Discovery;
using Telemetry.Collector.Scraping;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Discovery;

/// <summary>What discovery finds in a cluster like kubeadm's, through the stand-in over TLS.</summary>
public sealed class KubernetesTargetsTests : IAsyncLifetime
{
    private ClusterRig _rig = null!;

    public async Task InitializeAsync()
    {
        _rig = await ClusterRig.StartAsync();
        Node("cp-1", "10.0.0.1");
        Node("fake-1", "10.0.0.9", port: 0);
        StaticPod("etcd", "etcd", "--listen-metrics-urls=http://127.0.0.1:2381", "--listen-client-urls=https://127.0.0.1:2379,https://10.0.0.1:2379");
        StaticPod("kube-scheduler", "kube-scheduler", "--bind-address=127.0.0.1");
        StaticPod("kube-controller-manager", "kube-controller-manager", "--secure-port=11257");
        _rig.Server.Put("pods", Pod("kube-system", "coredns-a", "10.244.0.2", """{"k8s-app":"kube-dns"}""", """[{"name":"metrics","containerPort":9153,"protocol":"TCP"}]"""));
        _rig.Server.Put("endpointslices", """
            {"metadata":{"name":"kubernetes","namespace":"default","labels":{"kubernetes.io/service-name":"kubernetes"}},"addressType":"IPv4",
             "endpoints":[{"addresses":["10.0.0.1"],"conditions":{"ready":true}}],"ports":[{"name":"https","port":6443,"protocol":"TCP"}]}
            """);
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Defaults_FindEveryPartOfAControlPlane()
    {
        _rig.Watch(new KubernetesOptions());

        await _rig.FindsAsync(
            "apiserver 10.0.0.1:6443 https://10.0.0.1:6443/metrics",
            "controller-manager kube-controller-manager-cp-1 https://10.0.0.1:11257/metrics",
            "coredns coredns-a http://10.244.0.2:9153/metrics",
            "etcd etcd-cp-1 http://10.0.0.1:2381/metrics",
            "kubelet cp-1 https://10.0.0.1:10250/metrics",
            "kubelet-cadvisor cp-1 https://10.0.0.1:10250/metrics/cadvisor",
            "kubelet-probes cp-1 https://10.0.0.1:10250/metrics/probes",
            "kubelet-resource cp-1 https://10.0.0.1:10250/metrics/resource",
            "scheduler kube-scheduler-cp-1 https://10.0.0.1:10259/metrics");
        Assert.Equal(["apiserver", "controller-manager", "coredns", "etcd", "kubelet", "scheduler"], _rig.Targets.Select(target => target.Component).Distinct().Order());
        Assert.All(_rig.Targets, target => Assert.Equal(ScrapeConfigOptions.DefaultInterval, target.Interval));
        Assert.Equal(
            [new("k8s.namespace.name", "kube-system"), new("k8s.node.name", "cp-1"), new("k8s.pod.name", "etcd-cp-1")], Of("etcd").Labels);
        Assert.Equal([new("k8s.node.name", "cp-1")], Of("kubelet").Labels);
    }

    [Fact]
    public async Task Defaults_ShowCredentialsToThosePartsAloneThatAskTheApiServer()
    {
        _rig.Watch(new KubernetesOptions());
        await Eventually.TrueAsync(() => _rig.Targets.Count == 9, TimeSpan.FromSeconds(20), () => "not all found");

        Assert.Equal(
            ["apiserver", "controller-manager", "kubelet", "kubelet-cadvisor", "kubelet-probes", "kubelet-resource", "scheduler"],
            _rig.Targets.Where(target => target.Security.Token is not null).Select(target => target.Id.Job).Order(StringComparer.Ordinal));
        Assert.All(_rig.Targets, target => Assert.Equal(_rig.Certificates.AuthorityFile, target.Security.Authorities!.File));
        Assert.All(_rig.Targets, target => Assert.False(target.Security.SkipVerify));
        Assert.Equal("kubernetes.default.svc", Of("apiserver").Security.ServerName);
    }

    [Fact]
    public async Task LocalOnlyParts_AreNamedWithTheFlag()
    {
        _rig.Watch(new KubernetesOptions());
        await Eventually.TrueAsync(() => _rig.Log.Lines.Count == 2, TimeSpan.FromSeconds(20), () => string.Join('\n', _rig.Log.Lines));

        Assert.Contains(_rig.Log.Lines, line => line.Contains("kube-system/kube-scheduler-cp-1 listens on 127.0.0.1", StringComparison.Ordinal) && line.Contains("--bind-address", StringComparison.Ordinal));
        Assert.Contains(_rig.Log.Lines, line => line.Contains("etcd-cp-1", StringComparison.Ordinal) && line.Contains("--listen-metrics-urls", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Etcd_WithAClientCertificate_IsAskedAtItsClientPort()
    {
        var options = Only(etcd: true);
        options.Etcd.TlsConfig = new() { CertFile = "/pki/client.crt", KeyFile = "/pki/client.key", CaFile = "/pki/etcd-ca.crt" };
        _rig.Watch(options);

        await _rig.FindsAsync("etcd etcd-cp-1 https://10.0.0.1:2379/metrics");
        Assert.Equal(("/pki/etcd-ca.crt", "/pki/client.crt"), (Of("etcd").Security.Authorities!.File, Of("etcd").Security.Certificate!.File));
    }

    [Fact]
    public async Task Kubelets_ThroughTheApiServer_AreAskedAtItsNodeProxy()
    {
        var options = Only(kubelet: true);
        options.Kubelet.Through = KubeletWay.ApiServer;
        options.Kubelet.Paths = ["/metrics/cadvisor"];
        _rig.Watch(options);

        await _rig.FindsAsync($"kubelet-cadvisor cp-1 {_rig.Server.Address}api/v1/nodes/cp-1/proxy/metrics/cadvisor");
        Assert.NotNull(Of("kubelet-cadvisor").Security.Token);
    }

    [Fact]
    public async Task Kubelets_WhoseCertificateNeedsNoCheck_AreTheOnlyOnes()
    {
        var options = new KubernetesOptions();
        options.Kubelet.TlsConfig.InsecureSkipVerify = true;
        _rig.Watch(options);
        await Eventually.TrueAsync(() => _rig.Targets.Count == 9, TimeSpan.FromSeconds(20), () => "not all found");

        Assert.All(_rig.Targets, target => Assert.Equal(target.Id.Job.StartsWith("kubelet", StringComparison.Ordinal), target.Security.SkipVerify));
    }

    [Fact]
    public async Task Nodes_ThatComeAndGo_DoSoAsTargets()
    {
        var options = Only(kubelet: true);
        options.Kubelet.Paths = ["/metrics"];
        _rig.Watch(options);
        await _rig.FindsAsync("kubelet cp-1 https://10.0.0.1:10250/metrics");

        Node("w-1", "fd00::5", port: 10260);
        _rig.Server.Delete("nodes", "", "cp-1");

        await _rig.FindsAsync("kubelet w-1 https://[fd00::5]:10260/metrics");
    }

    [Fact]
    public async Task Pods_BySelectorAndNamedPort_AreFoundWhileTheyRun()
    {
        var options = Only();
        options.Pods = [new() { JobName = "ingress", Namespaces = ["web"], Label = "app=ingress", Port = "prom", MetricsPath = "/m", Component = "app" }];
        const string Ports = """[{"name":"http","containerPort":80},{"name":"prom","containerPort":9113},{"name":"udp","containerPort":53,"protocol":"UDP"}]""";
        _rig.Server.Put("pods", Pod("web", "in-1", "10.244.1.1", """{"app":"ingress"}""", Ports));
        _rig.Server.Put("pods", Pod("web", "other", "10.244.1.2", """{"app":"other"}""", Ports));
        _rig.Server.Put("pods", Pod("elsewhere", "in-9", "10.244.1.3", """{"app":"ingress"}""", Ports));
        _rig.Server.Put("pods", Pod("web", "in-2", "10.244.1.4", """{"app":"ingress"}""", Ports, phase: "Pending"));
        _rig.Watch(options);
        await _rig.FindsAsync("ingress web/in-1 http://10.244.1.1:9113/m");

        _rig.Server.Put("pods", Pod("web", "in-2", "10.244.1.4", """{"app":"ingress"}""", Ports));
        _rig.Server.Put("pods", Pod("web", "in-1", "10.244.1.1", """{"app":"ingress"}""", Ports, phase: "Succeeded"));

        await _rig.FindsAsync("ingress web/in-2 http://10.244.1.4:9113/m");
        Assert.Equal(("app", null), (Of("ingress").Component, Of("ingress").Security.Token));
    }

    [Fact]
    public async Task EndpointSlices_BySelector_GiveATargetForEachAddressAndPort()
    {
        var options = Only();
        options.EndpointSlices = [new() { JobName = "web", Label = "kubernetes.io/service-name=web" }];
        _rig.Server.Put("endpointslices", """
            {"metadata":{"name":"web-1","namespace":"shop","labels":{"kubernetes.io/service-name":"web"}},"addressType":"IPv4","ports":[{"name":"a","port":8080},{"name":"b","port":9090}],
             "endpoints":[{"addresses":["10.1.0.1"],"conditions":{"ready":false},"targetRef":{"kind":"Pod","name":"web-x"},"nodeName":"w-1"},
                          {"addresses":["10.1.0.2"]},{"addresses":["10.1.0.3"],"conditions":{"terminating":true}}]}
            """);
        _rig.Watch(options);

        await _rig.FindsAsync(
            "web shop/web-x:8080 http://10.1.0.1:8080/metrics", "web shop/web-x:9090 http://10.1.0.1:9090/metrics",
            "web 10.1.0.2:8080 http://10.1.0.2:8080/metrics", "web 10.1.0.2:9090 http://10.1.0.2:9090/metrics");
    }

    [Fact]
    public async Task AnnotatedPods_OnlyWhereOptedIn_AreFoundWhereTheySay()
    {
        var options = Only();
        options.PodAnnotations = true;
        const string Ports = """[{"containerPort":8080}]""";
        _rig.Server.Put("pods", Pod("a", "full", "10.1.1.1", "{}", Ports, annotations: """{"prometheus.io/scrape":"true","prometheus.io/port":"9","prometheus.io/path":"p","prometheus.io/scheme":"https"}"""));
        _rig.Server.Put("pods", Pod("a", "short", "10.1.1.2", "{}", Ports, annotations: """{"prometheus.io/scrape":"true"}"""));
        _rig.Server.Put("pods", Pod("a", "no", "10.1.1.3", "{}", Ports, annotations: """{"prometheus.io/scrape":"false"}"""));
        _rig.Server.Put("pods", Pod("a", "wrong", "10.1.1.4", "{}", Ports, annotations: """{"prometheus.io/scrape":"true","prometheus.io/port":"70000"}"""));
        _rig.Watch(options);

        await _rig.FindsAsync("kubernetes-pods a/full https://10.1.1.1:9/p", "kubernetes-pods a/short http://10.1.1.2:8080/metrics");
    }

    [Fact]
    public async Task Targets_WhileTheApiServerIsAway_Stay()
    {
        var options = Only(kubelet: true);
        options.Kubelet.Paths = ["/metrics"];
        _rig.Watch(options);
        await _rig.FindsAsync("kubelet cp-1 https://10.0.0.1:10250/metrics");

        await _rig.Server.RestartAsync(() =>
        {
            Assert.Single(_rig.Targets);
            Node("w-2", "10.0.0.2");
            return Task.CompletedTask;
        });

        await _rig.FindsAsync("kubelet cp-1 https://10.0.0.1:10250/metrics", "kubelet w-2 https://10.0.0.2:10250/metrics");
    }

    private ScrapeTarget Of(string job) => _rig.Targets.Single(target => target.Id.Job == job);

    private static KubernetesOptions Only(bool kubelet = false, bool etcd = false) => new()
    {
        Kubelet = { Enabled = kubelet }, Etcd = { Enabled = etcd }, Apiserver = { Enabled = false }, Scheduler = { Enabled = false },
        ControllerManager = { Enabled = false }, Coredns = { Enabled = false },
    };

    private void Node(string name, string address, int port = 10250) => _rig.Server.Put(
        "nodes",
        $$$"""{"metadata":{"name":"{{{name}}}"},"status":{"addresses":[{"type":"Hostname","address":"{{{name}}}"},{"type":"InternalIP","address":"{{{address}}}"}],"daemonEndpoints":{"kubeletEndpoint":{"Port":{{{port}}} } } } }""");

    private void StaticPod(string component, string command, params string[] flags) => _rig.Server.Put(
        "pods",
        Pod("kube-system", $"{component}-cp-1", "10.0.0.1", $$"""{"component":"{{component}}","tier":"control-plane"}""", "[]", command: string.Join(',', flags.Prepend(command).Select(word => $"\"{word}\""))));

    private static string Pod(
        string space, string name, string address, string labels, string ports, string phase = "Running", string annotations = "{}", string command = "") =>
        $$$"""
        {"metadata":{"name":"{{{name}}}","namespace":"{{{space}}}","labels":{{{labels}}},"annotations":{{{annotations}}}},
         "spec":{"nodeName":"cp-1","containers":[{"name":"c","command":[{{{command}}}],"ports":{{{ports}}}}]},
         "status":{"phase":"{{{phase}}}","podIP":"{{{address}}}"}}
        """;
}
