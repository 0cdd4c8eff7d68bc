using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Collector.Discovery;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Credentials;
using Telemetry.Kubernetes;
using Telemetry.Kubernetes.Access;
using Telemetry.Kubernetes.Client;
using Telemetry.Kubernetes.Watching;
using Telemetry.Testing;
using Telemetry.Testing.Certificates;
using Telemetry.Testing.Kubernetes;
using Xunit;

namespace Telemetry.Collector.Tests.Discovery;

/// <summary>A stand-in with a small cluster in it, and what discovery makes of that.</summary>
internal sealed class ClusterRig : IAsyncDisposable
{
    private readonly TestMeters _meters = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _watching = [];
    private readonly Dictionary<int, IReadOnlyList<ScrapeTarget>> _sets = [];
    private readonly KubernetesClient _client;
    private readonly KubernetesTargets _factory;

    private ClusterRig(TestCertificates certificates, KubernetesStandIn server)
    {
        (Certificates, Server) = (certificates, server);
        var security = new HttpSecurity
        {
            Token = CredentialSource.OfFile(certificates.Write("token", server.Token)), Authorities = CredentialSource.OfFile(certificates.AuthorityFile),
        };
        var access = new KubernetesAccess(server.Address, security, "the test");
        var metrics = new KubernetesMetrics(_meters, TimeProvider.System);
        _client = new KubernetesClient(access, metrics, TimeProvider.System);
        var feed = new ResourceFeed(_client, metrics, TimeProvider.System, seed: 1, NullLoggerFactory.Instance);
        _factory = new KubernetesTargets(feed, access, TimeProvider.System, LoggerFactory.Create(builder => builder.AddProvider(Log)));
    }

    public TestCertificates Certificates { get; }

    public KubernetesStandIn Server { get; }

    public KeptLogs Log { get; } = new();

    public static async Task<ClusterRig> StartAsync()
    {
        var certificates = new TestCertificates();
        return new ClusterRig(certificates, await KubernetesStandIn.StartAsync(certificates));
    }

    /// <summary>Watches everything that the settings name.</summary>
    public void Watch(KubernetesOptions options)
    {
        foreach (var (_, source) in _factory.SourcesOf(options, "lab"))
        {
            var number = _watching.Count;
            _watching.Add(Task.Run(async () =>
            {
                await foreach (var set in source.WatchAsync(_stop.Token))
                {
                    lock (_sets) _sets[number] = set;
                }
            }));
        }
    }

    /// <summary>All targets that are known now.</summary>
    public IReadOnlyList<ScrapeTarget> Targets
    {
        get { lock (_sets) return [.. _sets.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value)]; }
    }

    /// <summary>Waits until these are known and no others, as <c>job instance url</c>.</summary>
    public async Task FindsAsync(params string[] expected)
    {
        string[] Found() => [.. Targets.Select(target => $"{target.Id.Job} {target.Id.Instance} {target.Url}").Order(StringComparer.Ordinal)];
        var wanted = expected.Order(StringComparer.Ordinal).ToArray();
        await Eventually.TrueAsync(() => Found().SequenceEqual(wanted), TimeSpan.FromSeconds(20), () => $"found\n{string.Join('\n', Found())}\nnot\n{string.Join('\n', wanted)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var watching in _watching) await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Server.DisposeAsync();
        _client.Dispose();
        Certificates.Dispose();
        _stop.Dispose();
        _meters.Dispose();
        Assert.Empty(Server.Violations);
    }
}
