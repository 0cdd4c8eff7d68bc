using System.Globalization;
using System.Text.Json;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Certificates;
using Telemetry.Testing.Kubernetes;
using Telemetry.Testing.Processes;
using Xunit;

namespace Telemetry.EndToEnd.Line;

/// <summary>The real executable finds its targets at an API server over TLS, as a kubeconfig lets it, and scrapes them.</summary>
[Collection(RealTime.Name)]
public sealed class DiscoveryTests
{
    private const string ClusterUid = "7d0c1d8e-8a2f-4f0e-9d5c-2b7c3f5a9e11";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Collector_WithNothingButAKubernetesSection_NamesTheClusterFindsAndScrapesItAndFollowsIt()
    {
        using var certificates = new TestCertificates();
        using var folder = new TemporaryFolder();
        await using var cluster = await StartClusterAsync(certificates);
        var tokenFile = folder.Write("token", cluster.Token);
        var port = Ports.Free();
        await using var collector = await TelemetryProcess.StartRoleAsync("collector", WriteSettings(folder, cluster, certificates), port);
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")) };

        await UpAsync(client, collector, "apiserver", "kubelet/cp-1", "kubelet-cadvisor/cp-1", "kubelet-probes/cp-1", "kubelet-resource/cp-1");
        // A node more, the token rotated, the API server restarted: all of it while the collector runs.
        cluster.Token = "rotated-token";
        File.WriteAllText(tokenFile, cluster.Token);
        await cluster.RestartAsync(() =>
        {
            PutNode(cluster, "w-1");
            return Task.CompletedTask;
        });
        await UpAsync(client, collector, "apiserver", "kubelet/cp-1", "kubelet/w-1", "kubelet-resource/w-1");

        Assert.Empty(cluster.Violations);
        Assert.Contains(collector.Child.Output.Concat(collector.Child.Errors), line => line.Contains(ClusterUid, StringComparison.Ordinal));
        Assert.Equal(0, await collector.Child.StopAsync(Deadline));
    }

    [Fact]
    public async Task Collector_InAPod_IsLetInByItsServiceAccount()
    {
        using var certificates = new TestCertificates();
        using var folder = new TemporaryFolder();
        await using var cluster = await StartClusterAsync(certificates);
        folder.Write("token", cluster.Token);
        folder.Write("ca.crt", certificates.AuthorityPem);
        var config = folder.Write("telemetry.yaml", $$"""
            kubernetes:
              service_account_folder: {{folder.Path}}
              kubelet: {through: api_server}
            storage: {path: {{folder["data"]}}}
            """);
        var port = Ports.Free();
        var pod = new Dictionary<string, string>
        {
            ["KUBERNETES_SERVICE_HOST"] = "127.0.0.1", ["KUBERNETES_SERVICE_PORT"] = cluster.Port.ToString(CultureInfo.InvariantCulture),
        };
        await using var collector = await TelemetryProcess.StartAsync(pod, "collector", config, port);
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")) };

        await UpAsync(client, collector, "apiserver", "kubelet/cp-1", "kubelet-cadvisor/cp-1");

        Assert.Empty(cluster.Violations);
    }

    [Fact]
    public async Task Collector_WithAnExecPluginInItsKubeconfig_RefusesItAndNamesTheTokenFile()
    {
        using var folder = new TemporaryFolder();
        folder.Write("kubeconfig", Kubeconfig("https://127.0.0.1:1", "{exec: {command: aws}}", "insecure-skip-tls-verify: true"));
        var config = folder.Write("telemetry.yaml", $"kubernetes: {{kubeconfig_file: {folder["kubeconfig"]}}}\n");

        var run = await TelemetryProcess.RunAsync(Deadline, "collector", "--config", config, "--set", $"storage.path={folder["data"]}");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("tokenFile", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    private static async Task<KubernetesStandIn> StartClusterAsync(TestCertificates certificates)
    {
        var cluster = await KubernetesStandIn.StartAsync(certificates);
        cluster.Pages = (node, path) => (node, path) switch
        {
            (null, "/metrics") => "# TYPE apiserver_storage_objects gauge\napiserver_storage_objects{resource=\"pods\"} 3\n",
            (not null, "/metrics/cadvisor") => "# TYPE container_cpu_usage_seconds_total counter\ncontainer_cpu_usage_seconds_total 1\n",
            (not null, _) => "# TYPE kubelet_running_pods gauge\nkubelet_running_pods 4\n",
            _ => null,
        };
        PutNode(cluster, "cp-1");
        cluster.Put("endpointslices", $$$"""
            {"metadata":{"name":"kubernetes","namespace":"default","labels":{"kubernetes.io/service-name":"kubernetes"}},"addressType":"IPv4",
             "endpoints":[{"addresses":["127.0.0.1"],"conditions":{"ready":true}}],"ports":[{"name":"https","port":{{{cluster.Port}}},"protocol":"TCP"}]}
            """);
        return cluster;
    }

    private static void PutNode(KubernetesStandIn cluster, string name) => cluster.Put(
        "nodes", $$$"""{"metadata":{"name":"{{{name}}}"},"status":{"addresses":[{"type":"InternalIP","address":"10.0.0.1"}],"daemonEndpoints":{"kubeletEndpoint":{"Port":10250} } } }""");

    private static string WriteSettings(TemporaryFolder folder, KubernetesStandIn cluster, TestCertificates certificates)
    {
        folder.Write("kubeconfig", Kubeconfig(cluster.Address.ToString(), "{tokenFile: token}", $"certificate-authority: {certificates.AuthorityFile}"));
        return folder.Write("telemetry.yaml", $$"""
            kubernetes:
              kubeconfig_file: {{folder["kubeconfig"]}}
              scrape_interval: 500ms
              kubelet: {through: api_server}
            storage: {path: {{folder["data"]}}}
            """);
    }

    private static string Kubeconfig(string server, string user, string tls) => $"""
        current-context: lab
        contexts:
        - name: lab
          context:
            cluster: lab
            user: me
        clusters:
        - name: lab
          cluster:
            server: "{server}"
            {tls}
        users:
        - name: me
          user: {user}
        """;

    /// <summary>Waits until these targets, as job or job/instance, are up in Prometheus's own API of targets.</summary>
    private static async Task UpAsync(HttpClient client, TelemetryProcess collector, params string[] expected)
    {
        var seen = "";
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = JsonDocument.Parse(seen = await client.GetStringAsync(new Uri("api/v1/targets", UriKind.Relative)));
                var up = answer.RootElement.GetProperty("data").GetProperty("activeTargets").EnumerateArray()
                    .Where(target => target.GetProperty("health").GetString() == "up").Select(target => target.GetProperty("labels"))
                    .SelectMany(labels => new[] { labels.GetProperty("job").GetString(), $"{labels.GetProperty("job")}/{labels.GetProperty("instance")}" }).ToHashSet();
                return expected.All(up.Contains);
            },
            Deadline,
            () => $"{seen}\n{collector.Child.Tail()}");
    }
}
