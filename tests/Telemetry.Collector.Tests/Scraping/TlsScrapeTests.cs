using Microsoft.AspNetCore.Http;
using Telemetry.Collector.Scraping;
using Telemetry.Testing.Certificates;
using Xunit;

namespace Telemetry.Collector.Tests.Scraping;

public sealed class TlsScrapeTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    [Fact]
    public async Task Scrape_OfATrustedTarget_Succeeds()
    {
        await using var server = await StartAsync("127.0.0.1");
        using var rig = Rig(server, tls => tls.CaFile = _certificates.AuthorityFile);

        Assert.Equal((ScrapeFailure.None, "a 1\n"), await ScrapeAsync(rig));
    }

    [Fact]
    public async Task Scrape_OfAnUntrustedTarget_SaysSo()
    {
        await using var server = await StartAsync("127.0.0.1");
        using var rig = Rig(server, _ => { });

        Assert.Equal((ScrapeFailure.CertificateUntrusted, ""), await ScrapeAsync(rig));
        Assert.Contains("CN=Test authority", Assert.Single(rig.Log), StringComparison.Ordinal);
        Assert.Contains("tls_config.ca_file", rig.Log[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_OfATargetWhoseCertificateHasRunOut_SaysSo()
    {
        await using var server = await PageServer.StartAsync(
            context => context.Response.WriteAsync("a 1\n"), _certificates.Issue("127.0.0.1", TimeSpan.FromHours(-1)));
        using var rig = Rig(server, tls => tls.CaFile = _certificates.AuthorityFile);

        Assert.Equal(ScrapeFailure.CertificateExpired, (await ScrapeAsync(rig)).Failure);
    }

    [Fact]
    public async Task Scrape_OfAPlainTextTargetOverTls_FailsInTls()
    {
        await using var server = await PageServer.StartAsync("a 1\n");
        using var rig = Rig(server, tls => tls.CaFile = _certificates.AuthorityFile);

        Assert.Equal(ScrapeFailure.Tls, (await ScrapeAsync(rig)).Failure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scrape_OverTls_KnowsWhenTheCertificateRunsOut(bool isTrusted)
    {
        using var certificate = _certificates.Issue("127.0.0.1", TimeSpan.FromDays(7));
        await using var server = await PageServer.StartAsync(context => context.Response.WriteAsync("a 1\n"), certificate);
        using var rig = Rig(server, tls => tls.CaFile = isTrusted ? _certificates.AuthorityFile : null);

        var (page, _) = await rig.ScrapeAsync();

        Assert.Equal(new DateTimeOffset(certificate.NotAfter), page.CertificateExpiry);
    }

    [Fact]
    public async Task Scrape_AfterTheAuthorityFileChanged_TrustsTheNewOne()
    {
        using var others = new TestCertificates();
        await using var server = await StartAsync("127.0.0.1");
        var file = _certificates.Write("rotated.pem", others.AuthorityPem);
        using var rig = Rig(server, tls => tls.CaFile = file);
        Assert.Equal(ScrapeFailure.CertificateUntrusted, (await ScrapeAsync(rig)).Failure);

        _certificates.Write("rotated.pem", $"{others.AuthorityPem}\n{_certificates.AuthorityPem}");

        Assert.Equal(ScrapeFailure.None, (await ScrapeAsync(rig)).Failure);
    }

    [Fact]
    public async Task Scrape_OfAnUntrustedTargetThatTheOperatorAccepts_Succeeds()
    {
        await using var server = await StartAsync("127.0.0.1");
        using var rig = Rig(server, tls => tls.InsecureSkipVerify = true);

        Assert.Equal((ScrapeFailure.None, "a 1\n"), await ScrapeAsync(rig));
    }

    [Theory]
    [InlineData("etcd.local", ScrapeFailure.None)]
    [InlineData("other.local", ScrapeFailure.CertificateName)]
    public async Task Scrape_WithAServerName_ChecksThatName(string name, ScrapeFailure expected)
    {
        await using var server = await StartAsync("etcd.local");
        using var rig = Rig(server, tls =>
        {
            tls.CaFile = _certificates.AuthorityFile;
            tls.ServerName = name;
        });

        Assert.Equal(expected, (await ScrapeAsync(rig)).Failure);
    }

    [Fact]
    public async Task Scrape_OfATargetThatAsksForACertificate_SendsOursAndFollowsItsRotation()
    {
        var clients = new List<string>();
        using var certificate = _certificates.Issue("127.0.0.1");
        await using var server = await PageServer.StartAsync(
            context => context.Response.WriteAsync("a 1\n"), certificate,
            acceptClient: client =>
            {
                clients.Add(client.Subject);
                return true;
            });
        var (certFile, keyFile) = _certificates.IssueFiles("collector");
        using var rig = Rig(server, tls => (tls.CaFile, tls.CertFile, tls.KeyFile) = (_certificates.AuthorityFile, certFile, keyFile));

        Assert.Equal(ScrapeFailure.None, (await ScrapeAsync(rig)).Failure);
        var (nextCert, nextKey) = _certificates.IssueFiles("collector-renewed");
        File.Copy(nextKey, keyFile, overwrite: true);
        File.Copy(nextCert, certFile, overwrite: true);
        Assert.Equal(ScrapeFailure.None, (await ScrapeAsync(rig)).Failure);

        Assert.Equal(["CN=collector", "CN=collector-renewed"], clients);
    }

    [Fact]
    public async Task Scrape_WithAnUnreadableAuthority_FailsOnOurSide()
    {
        await using var server = await StartAsync("127.0.0.1");
        using var rig = Rig(server, tls => tls.CaFile = _certificates.Write("broken.pem", "not a certificate"));

        Assert.Equal(ScrapeFailure.Credentials, (await ScrapeAsync(rig)).Failure);
    }

    [Fact]
    public async Task Scrape_WithAnAuthorityInAMissingFolder_FailsOnOurSide()
    {
        await using var server = await StartAsync("127.0.0.1");
        using var rig = Rig(server, tls => tls.CaFile = "/nowhere/ca.crt");

        Assert.Equal(ScrapeFailure.Credentials, (await ScrapeAsync(rig)).Failure);
        Assert.Contains("/nowhere/ca.crt", Assert.Single(rig.Log), StringComparison.Ordinal);
    }

    public void Dispose() => _certificates.Dispose();

    private async Task<PageServer> StartAsync(string name) =>
        await PageServer.StartAsync(context => context.Response.WriteAsync("a 1\n"), _certificates.Issue(name));

    private static ScrapeRig Rig(PageServer server, Action<TlsOptions> change) => new(server.Address, config =>
    {
        config.Scheme = "https";
        change(config.TlsConfig);
    });

    private static async Task<(ScrapeFailure Failure, string Body)> ScrapeAsync(ScrapeRig rig)
    {
        var (page, body) = await rig.ScrapeAsync();
        return (page.Failure, body);
    }
}
