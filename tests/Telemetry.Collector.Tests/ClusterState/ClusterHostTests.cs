using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telemetry.Collector.Recordings;
using Telemetry.Collector.Tests.Publishing;
using Telemetry.Contracts.Changes;
using Telemetry.Credentials;
using Telemetry.Kubernetes;
using Telemetry.Kubernetes.Access;
using Telemetry.Kubernetes.Watching;
using Telemetry.Testing;
using Telemetry.Testing.Certificates;
using Telemetry.Testing.Kubernetes;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Collector.Tests.ClusterState;

/// <summary>The cluster's state as a part of the collector's host, against the stand-in of the Kubernetes API.</summary>
public sealed class ClusterHostTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly TestCertificates _certificates = new();
    private KubernetesStandIn _server = null!;

    public async Task InitializeAsync()
    {
        _server = await KubernetesStandIn.StartAsync(_certificates);
        _server.Put("nodes", Node("n1"));
        _server.Put("deployments", Deployment(1, "web:1"));
        _server.Put("pods", """
            {"metadata":{"name":"web-1","namespace":"default","uid":"p1"},"status":{"phase":"Running","containerStatuses":[
              {"name":"c","restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"reason":"OOMKilled"}}}]}}
            """);
    }

    [Fact]
    public async Task Cluster_Watched_IsTargetAndItsChangesAreToldOnceEvenOverARestartOfTheServer()
    {
        var transport = new KeepingTransport();
        using var host = Collector(transport);
        await host.StartAsync();

        await UntilAsync(() => transport.Published.Values.Any(record => Has(record, "kube_pod_container_status_waiting_reason{container=c", "reason=CrashLoopBackOff,uid=p1} 1")), transport);
        Assert.All(transport.Published.Keys, key => Assert.Equal("c/cluster-state/cluster", key));
        _server.Put("deployments", Deployment(2, "web:2"));
        await UntilAsync(() => transport.Published.Changes.Count == 1, transport);
        await _server.RestartAsync(() =>
        {
            _server.Put("nodes", Node("n2"));
            return Task.CompletedTask;
        });
        await UntilAsync(() => transport.Published.Changes.Count == 2, transport);
        _server.Put("deployments", Deployment(3, "web:3"));
        await UntilAsync(() => transport.Published.Changes.Count == 3, transport);
        await host.StopAsync();

        Assert.Equal(
            [("web", ChangeSubjects.Image, "c=web:2", "kubectl"), ("n2", ChangeSubjects.Added, "", ""), ("web", ChangeSubjects.Image, "c=web:3", "kubectl")],
            transport.Published.Changes.Select(change => (change.Name, change.What, change.To, change.By)));
    }

    [Fact]
    public async Task Collector_Restarted_TellsWhatChangedMeanwhileAndNothingTwice()
    {
        var first = new KeepingTransport();
        using (var host = Collector(first))
        {
            await host.StartAsync();
            await UntilAsync(() => first.Published.Values.Any(record => Has(record, "kube_node_status_condition", "") && Has(record, "kube_deployment_spec_replicas", "")), first);
            _server.Put("deployments", Deployment(2, "web:2"));
            await UntilAsync(() => first.Published.Changes.Count == 1, first);
            await host.StopAsync();
        }

        _server.Put("deployments", Deployment(3, "web:3"));
        var second = new KeepingTransport(first);
        using (var host = Collector(second))
        {
            await host.StartAsync();
            await UntilAsync(() => second.Published.Changes.Count == 1, second);
            await UntilAsync(() => second.Published.Values.Any(record => Has(record, "kube_node_status_condition", "")), second);
            await host.StopAsync();
        }

        Assert.Equal(("c=web:1", "c=web:2"), (first.Published.Changes.Single().From, first.Published.Changes.Single().To));
        Assert.Equal(("c=web:2", "c=web:3"), (second.Published.Changes.Single().From, second.Published.Changes.Single().To));
    }

    [Fact]
    public async Task Cluster_OfTwoShards_IsToldByOne()
    {
        var (zero, one) = (new KeepingTransport(), new KeepingTransport());
        using var hostOfZero = Collector(zero, "0/2");
        using var hostOfOne = Collector(one, "1/2");
        await Task.WhenAll(hostOfZero.StartAsync(), hostOfOne.StartAsync());

        await UntilAsync(() => zero.Published.Values.Count + one.Published.Values.Count >= 3, zero);
        await Task.WhenAll(hostOfZero.StopAsync(), hostOfOne.StopAsync());

        Assert.Equal(0, Math.Min(zero.Published.Values.Count, one.Published.Values.Count));
    }

    [Fact]
    public async Task Recorder_OfAWatchedCluster_WritesItsObjects()
    {
        var folder = Directory.CreateTempSubdirectory("recorder-").FullName;
        using (var host = HostOf(services => services.AddRecorder(Options(), folder)))
        {
            await host.StartAsync();
            await Eventually.TrueAsync(() => IsRecorded(folder, "pods") && IsRecorded(folder, "nodes"), Deadline, () => "nothing recorded");
            _server.Put("nodes", Node("n2"));
            await Eventually.TrueAsync(() => FramesOf(folder, "nodes").Count(told => told.Change == ResourceChange.Added) == 2, Deadline, () => "no node recorded");
            await host.StopAsync();
        }

        var manifest = RecordingReader.Open(folder).Manifest;
        Assert.Equal(2, manifest.Objects!.Single(resource => resource.Resource == "nodes").Frames);
        Assert.Equal("web-1", FramesOf(folder, "pods")[1].Object.GetProperty("metadata").GetProperty("name").GetString());
        Directory.Delete(folder, recursive: true);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificates.Dispose();
        Assert.Empty(_server.Violations);
    }

    private static Task UntilAsync(Func<bool> condition, KeepingTransport transport) => Eventually.TrueAsync(
        condition, Deadline, () => $"{transport.Published.Values.Count} records, changes: {string.Join("; ", transport.Published.Changes)}");

    private static bool Has(byte[] record, string begin, string end) => RecordText.Lines(record).Exists(line =>
        line.StartsWith("gauge " + begin, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal));

    private static bool IsRecorded(string folder, string resource) =>
        File.Exists(Path.Combine(folder, $"{resource}.objects.br")) && FramesOf(folder, resource).Exists(told => told.Change == ResourceChange.Synced);

    private static List<ResourceEvent> FramesOf(string folder, string resource)
    {
        using var objects = new RecordedObjects(folder, [new RecordedResource(resource, $"{resource}.objects.br", 0)]);
        var told = new List<ResourceEvent>();
        while (objects.NextMs is not null) told.AddRange(objects.ReadNext());
        return told;
    }

    private IHost Collector(KeepingTransport transport, string? shard = null) => HostOf(services =>
    {
        services.AddSingleton<IStreamTransport>(transport);
        services.AddSingleton<IStreamPublisher>(transport);
        services.AddCollector(Options(shard));
    });

    private IHost HostOf(Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        var security = new HttpSecurity { Token = CredentialSource.OfFile(_certificates.Write("token", _server.Token)), Authorities = CredentialSource.OfFile(_certificates.AuthorityFile) };
        builder.Services.AddKubernetes(new KubernetesAccess(_server.Address, security, "the test"));
        add(builder.Services);
        return builder.Build();
    }

    private static CollectorOptions Options(string? shard = null)
    {
        var options = new CollectorOptions { Cluster = "c", Collector = { Shard = shard } };
        options.Collector.ClusterState.Interval = TimeSpan.FromSeconds(1);
        return options;
    }

    private static string Node(string name) => $$$"""{"metadata":{"name":"{{{name}}}","uid":"{{{name}}}" },"status":{"conditions":[{"type":"Ready","status":"True"}]} }""";

    private static string Deployment(int generation, string image) => $$$"""
        {"metadata":{"name":"web","namespace":"default","uid":"d1","generation":{{{generation}}},"managedFields":[{"manager":"kubectl","operation":"Update","time":"2026-11-21T00:41:31Z","fieldsV1":{} }] },
         "spec":{"replicas":1,"template":{"spec":{"containers":[{"name":"c","image":"{{{image}}}" }] } } },"status":{} }
        """;
}
