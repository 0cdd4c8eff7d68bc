using Telemetry.Credentials;
using Telemetry.Kubernetes.Client;
using Telemetry.Testing.Certificates;
using Xunit;

namespace Telemetry.Kubernetes.Tests.Client;

public sealed class KubernetesClientTests
{
    private const string KubeSystem = "/api/v1/namespaces/kube-system";

    [Fact]
    public async Task Get_WithAToken_ReadsTheObjectAndSaysWhoAsks()
    {
        await using var rig = await KubernetesRig.StartAsync();

        var found = await rig.Client.GetAsync(KubeSystem, CancellationToken.None);

        Assert.Equal("7d0c1d8e-8a2f-4f0e-9d5c-2b7c3f5a9e11", found.GetProperty("metadata").GetProperty("uid").GetString());
        var ask = Assert.Single(rig.Server.Asks);
        Assert.StartsWith("telemetry/", ask.Agent, StringComparison.Ordinal);
        Assert.Equal("HTTP/2", ask.Protocol);
        Assert.Equal(1, rig.Readings.SumOf("telemetry.kubernetes.requests", ("code", "200")));
    }

    [Fact]
    public async Task Get_AfterTheTokenRotated_SendsTheNewOneWithoutAFailure()
    {
        await using var rig = await KubernetesRig.StartAsync();
        await rig.Client.GetAsync(KubeSystem, CancellationToken.None);

        rig.RotateToken("second-token-that-is-longer");
        await rig.Client.GetAsync(KubeSystem, CancellationToken.None);

        Assert.Equal(0, rig.Readings.SumOf("telemetry.kubernetes.requests", ("code", "401")));
    }

    [Fact]
    public async Task Get_AfterARotationThatTheFilesTimeHides_ReadsTheTokenAgainAfterThe401()
    {
        await using var rig = await KubernetesRig.StartAsync();
        await rig.Client.GetAsync(KubeSystem, CancellationToken.None);
        var time = File.GetLastWriteTimeUtc(rig.TokenFile);

        rig.RotateToken("FIRST-TOKEN");
        File.SetLastWriteTimeUtc(rig.TokenFile, time);
        await rig.Client.GetAsync(KubeSystem, CancellationToken.None);

        Assert.Equal(1, rig.Readings.SumOf("telemetry.kubernetes.requests", ("code", "401")));
    }

    [Fact]
    public async Task Get_WithAWrongToken_Is401()
    {
        await using var rig = await KubernetesRig.StartAsync();
        rig.Server.Token = "another";

        var refused = await Assert.ThrowsAsync<KubernetesApiException>(() => rig.Client.GetAsync(KubeSystem, CancellationToken.None));

        Assert.Equal((401, "Unauthorized"), (refused.Status.Code, refused.Status.Reason));
    }

    [Fact]
    public async Task Get_WithAClientCertificate_IsKnownByIt()
    {
        await using var rig = await KubernetesRig.StartAsync();
        var (certFile, keyFile) = rig.Certificates.IssueFiles("admin");
        var client = rig.NewClient(security => security with
        {
            Token = null, Certificate = CredentialSource.OfFile(certFile), Key = CredentialSource.OfText(File.ReadAllText(keyFile), "client-key-data"),
        });

        await client.GetAsync(KubeSystem, CancellationToken.None);

        Assert.Equal("admin", Assert.Single(rig.Server.Asks).User);
    }

    [Fact]
    public async Task Get_WithoutCredentials_IsForbiddenAsAnonymous()
    {
        await using var rig = await KubernetesRig.StartAsync();
        var client = rig.NewClient(security => security with { Token = null });

        var refused = await Assert.ThrowsAsync<KubernetesApiException>(() => client.GetAsync("/api/v1/pods", CancellationToken.None));

        Assert.Equal("pods is forbidden: User \"system:anonymous\" cannot list resource \"pods\" in API group \"\" at the cluster scope", refused.Status.Message);
    }

    [Fact]
    public async Task Get_FromAServerOfAnotherAuthority_IsNotTrustedUnlessSaid()
    {
        await using var rig = await KubernetesRig.StartAsync();
        using var strangers = new TestCertificates();
        var wary = rig.NewClient(security => security with { Authorities = CredentialSource.OfFile(strangers.AuthorityFile) });
        var careless = rig.NewClient(security => security with { Authorities = null, SkipVerify = true });

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => wary.GetAsync(KubeSystem, CancellationToken.None));

        Assert.Equal(CertificateProblem.Untrusted, Assert.IsType<CertificateRejectedException>(refused.InnerException).Problem);
        await careless.GetAsync(KubeSystem, CancellationToken.None);
    }

    [Theory]
    [InlineData("kubernetes.default.svc", null)]
    [InlineData("elsewhere", CertificateProblem.WrongName)]
    public async Task Get_WithATlsServerName_ChecksThatName(string name, CertificateProblem? expected)
    {
        await using var rig = await KubernetesRig.StartAsync();
        var client = rig.NewClient(security => security with { ServerName = name });

        var failure = await Record.ExceptionAsync(() => client.GetAsync(KubeSystem, CancellationToken.None));

        Assert.Equal(expected, (failure?.InnerException as CertificateRejectedException)?.Problem);
    }

    [Fact]
    public async Task Get_Throttled_SaysWhenToComeAgain()
    {
        await using var rig = await KubernetesRig.StartAsync();
        rig.Server.Faults.Throttle(1, TimeSpan.FromSeconds(7));

        var refused = await Assert.ThrowsAsync<KubernetesApiException>(() => rig.Client.GetAsync(KubeSystem, CancellationToken.None));

        Assert.Equal((429, TimeSpan.FromSeconds(7)), (refused.Status.Code, refused.Status.RetryAfter!.Value));
    }
}
