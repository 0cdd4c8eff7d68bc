using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Credentials;
using Telemetry.Kubernetes.Access;
using Telemetry.Kubernetes.Client;
using Telemetry.Kubernetes.Watching;
using Telemetry.Testing;
using Telemetry.Testing.Certificates;
using Telemetry.Testing.Kubernetes;
using Xunit;

namespace Telemetry.Kubernetes.Tests;

/// <summary>A stand-in, our client of it, and a clock that runs faster. Disposing fails where a client did what none should.</summary>
internal sealed class KubernetesRig : IAsyncDisposable
{
    private readonly List<KubernetesClient> _clients = [];
    private readonly IMeterFactory _meters = Meters.Create();

    private KubernetesRig(TestCertificates certificates, KubernetesStandIn server, double haste)
    {
        Time = new ScaledTime(haste);
        (Certificates, Server) = (certificates, server);
        TokenFile = certificates.Write("token", server.Token);
        Readings = new MeterReadings(_meters);
        Client = NewClient();
        Feed = NewFeed(seed: 1);
    }

    public TestCertificates Certificates { get; }

    public KubernetesStandIn Server { get; }

    public string TokenFile { get; }

    public MeterReadings Readings { get; }

    public TimeProvider Time { get; }

    public KubernetesClient Client { get; }

    public ResourceFeed Feed { get; }

    public static async Task<KubernetesRig> StartAsync(double haste = 20)
    {
        var certificates = new TestCertificates();
        return new KubernetesRig(certificates, await KubernetesStandIn.StartAsync(certificates), haste);
    }

    public KubernetesClient NewClient(Func<HttpSecurity, HttpSecurity>? change = null)
    {
        var security = new HttpSecurity { Token = CredentialSource.OfFile(TokenFile), Authorities = CredentialSource.OfFile(Certificates.AuthorityFile) };
        var access = new KubernetesAccess(Server.Address, change?.Invoke(security) ?? security, "the test");
        _clients.Add(new KubernetesClient(access, new KubernetesMetrics(_meters, Time), Time));
        return _clients[^1];
    }

    public ResourceFeed NewFeed(int seed) => new(NewClient(), new KubernetesMetrics(_meters, Time), Time, seed, NullLoggerFactory.Instance);

    public void RotateToken(string token)
    {
        Server.Token = token;
        File.WriteAllText(TokenFile, token);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _clients.ForEach(client => client.Dispose());
        Readings.Dispose();
        Certificates.Dispose();
        Assert.Empty(Server.Violations);
    }
}
