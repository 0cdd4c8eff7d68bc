using Telemetry.Collector.Scraping;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Testing;
using Telemetry.Testing.Certificates;
using Telemetry.Testing.Etcd;
using Xunit;

namespace Telemetry.Collector.Tests.Etcd;

/// <summary>A real etcd whose clients must show a certificate, with certificates made here.</summary>
public sealed class EtcdOverMtlsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();
    private readonly TestCertificates _strangers = new();

    [ServerFact("etcd")]
    public async Task Scrape_WithOurCertificate_ReadsItsPage()
    {
        await using var etcd = await StartAsync();
        var (certFile, keyFile) = _certificates.IssueFiles("collector");
        using var rig = Rig(etcd, (certFile, keyFile));

        var (page, body) = await rig.ScrapeAsync();

        Assert.Equal(ScrapeFailure.None, page.Failure);
        Assert.Contains("etcd_server_has_leader", body, StringComparison.Ordinal);
        Assert.NotNull(page.CertificateExpiry);
    }

    [ServerFact("etcd")]
    public async Task Scrape_WithoutOrWithAStrangersCertificate_SaysThatItIsTheClientCertificate()
    {
        await using var etcd = await StartAsync();
        using var without = Rig(etcd, client: null);
        using var strangers = Rig(etcd, _strangers.IssueFiles("collector"));

        Assert.Equal(ScrapeFailure.ClientCertificate, (await without.ScrapeAsync()).Page.Failure);
        Assert.Equal(ScrapeFailure.ClientCertificate, (await strangers.ScrapeAsync()).Page.Failure);
        Assert.Contains("cert_file", Assert.Single(strangers.Log), StringComparison.Ordinal);
    }

    [ServerFact("etcd")]
    public async Task Scrape_AfterBothSidesRotated_GoesOnWithoutARestart()
    {
        var (serverCert, serverKey) = _certificates.IssueFiles("127.0.0.1");
        await using var etcd = await EtcdServer.StartAsync(serverCert, serverKey, _certificates.AuthorityFile);
        var (certFile, keyFile) = _strangers.IssueFiles("collector");
        using var rig = Rig(etcd, (certFile, keyFile));
        Assert.Equal(ScrapeFailure.ClientCertificate, (await rig.ScrapeAsync()).Page.Failure);

        Replace(certFile, keyFile, _certificates.IssueFiles("collector"));
        var (before, _) = await rig.ScrapeAsync();
        // etcd reads its certificate again at each handshake; our next connection sees it.
        Replace(serverCert, serverKey, _certificates.IssueFiles("127.0.0.1", TimeSpan.FromDays(9)));
        Replace(certFile, keyFile, _certificates.IssueFiles("collector"));
        var (after, _) = await rig.ScrapeAsync();

        Assert.Equal((ScrapeFailure.None, ScrapeFailure.None), (before.Failure, after.Failure));
        Assert.True(after.CertificateExpiry > before.CertificateExpiry);
    }

    [ServerFact("etcd")]
    public async Task Scrape_OfAnEtcdOfAnotherAuthority_DoesNotTrustIt()
    {
        await using var etcd = await StartAsync();
        using var rig = Rig(etcd, _certificates.IssueFiles("collector"), authorityFile: _strangers.AuthorityFile);

        Assert.Equal(ScrapeFailure.CertificateUntrusted, (await rig.ScrapeAsync()).Page.Failure);
    }

    public void Dispose()
    {
        _certificates.Dispose();
        _strangers.Dispose();
    }

    private Task<EtcdServer> StartAsync()
    {
        var (certFile, keyFile) = _certificates.IssueFiles("127.0.0.1");
        return EtcdServer.StartAsync(certFile, keyFile, _certificates.AuthorityFile);
    }

    private ScrapeRig Rig(EtcdServer etcd, (string CertFile, string KeyFile)? client, string? authorityFile = null) => new(etcd.Address, config =>
    {
        config.Scheme = "https";
        config.TlsConfig.CaFile = authorityFile ?? _certificates.AuthorityFile;
        (config.TlsConfig.CertFile, config.TlsConfig.KeyFile) = (client?.CertFile, client?.KeyFile);
    });

    private static void Replace(string certFile, string keyFile, (string CertFile, string KeyFile) next)
    {
        File.Copy(next.KeyFile, keyFile, overwrite: true);
        File.Copy(next.CertFile, certFile, overwrite: true);
    }
}
