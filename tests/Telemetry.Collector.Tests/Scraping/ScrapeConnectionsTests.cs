using Telemetry.Collector.Scraping;
using Xunit;

namespace Telemetry.Collector.Tests.Scraping;

public sealed class ScrapeConnectionsTests : IDisposable
{
    private readonly TestMeters _meters = new();
    private readonly KeptLog<ScrapeConnections> _log = new();
    private readonly ScrapeConnections _connections;

    public ScrapeConnectionsTests() => _connections = new ScrapeConnections(new CollectorMetrics(_meters), _log);

    [Fact]
    public void Open_TargetsOfOneAddressAndOneIdentity_ShareTheirConnections()
    {
        using var cadvisor = _connections.Open(Target("https", "/metrics/cadvisor"));
        using var kubelet = _connections.Open(Target("https", "/metrics"));

        Assert.Same(cadvisor.Http, kubelet.Http);
    }

    [Fact]
    public void Open_TargetsWithOtherCredentials_DoNotShare()
    {
        using var one = _connections.Open(Target("https", "/metrics"));
        using var other = _connections.Open(Target("https", "/metrics", config => config.Authorization = new() { CredentialsFile = "/token" }));

        Assert.NotSame(one.Http, other.Http);
    }

    [Fact]
    public void Dispose_TheLastShare_ClosesTheConnections()
    {
        var one = _connections.Open(Target("https", "/metrics"));
        var two = _connections.Open(Target("https", "/metrics"));
        var http = one.Http;
        one.Dispose();
        one.Dispose();
        using (var third = _connections.Open(Target("https", "/metrics"))) Assert.Same(http, third.Http);
        two.Dispose();

        using var later = _connections.Open(Target("https", "/metrics"));
        Assert.NotSame(http, later.Http);
    }

    [Fact]
    public void Open_UnverifiedTargets_SaysSoOnceAJobAndCountsThemWhileTheyLive()
    {
        var open = Enumerable.Range(0, 3).Select(_ => _connections.Open(Target("https", "/metrics", Skip))).ToList();

        var line = Assert.Single(_log.Lines);
        Assert.Contains("insecure_skip_verify", line, StringComparison.Ordinal);
        Assert.Equal(3, _meters["telemetry.collector.targets.unverified"]);
        open.ForEach(connection => connection.Dispose());
        Assert.Equal(0, _meters["telemetry.collector.targets.unverified"]);
    }

    [Fact]
    public void Open_WithoutTls_HasNothingToVerify()
    {
        using var open = _connections.Open(Target("http", "/metrics", Skip));

        Assert.Empty(_log.Lines);
        Assert.Equal(0, _meters["telemetry.collector.targets.unverified"]);
    }

    public void Dispose() => _meters.Dispose();

    private static void Skip(ScrapeConfigOptions config) => config.TlsConfig.InsecureSkipVerify = true;

    private static ScrapeTarget Target(string scheme, string path, Action<ScrapeConfigOptions>? change = null)
    {
        var config = new ScrapeConfigOptions { JobName = "kubelet", Scheme = scheme, MetricsPath = path, Targets = ["127.0.0.1:10250"] };
        change?.Invoke(config);
        return ScrapeTargets.Of(config, "cluster").Single();
    }
}
