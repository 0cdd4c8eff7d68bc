using Telemetry.Kubernetes.Access;
using Telemetry.Testing.Certificates;
using Xunit;

namespace Telemetry.Kubernetes.Tests.Access;

public sealed class ServiceAccountTests : IDisposable
{
    private readonly TestCertificates _files = new();
    private readonly Dictionary<string, string?> _environment = new(StringComparer.Ordinal)
    {
        ["KUBERNETES_SERVICE_HOST"] = "10.96.0.1",
        ["KUBERNETES_SERVICE_PORT"] = "443",
    };

    private string Folder => Path.GetDirectoryName(_files.AuthorityFile)!;

    [Fact]
    public void Read_InAPod_GivesServerTokenAndAuthority()
    {
        var token = _files.Write("token", "secret");
        var authority = _files.Write("ca.crt", _files.AuthorityPem);

        var access = Account().Read();

        Assert.Equal("https://10.96.0.1/", access.Server.AbsoluteUri);
        Assert.Equal(token, access.Security.Token!.File);
        Assert.Equal(authority, access.Security.Authorities!.File);
        Assert.True(Account().IsPresent);
    }

    [Fact]
    public void Read_WithAnAddressOfVersion6_BracketsIt()
    {
        _files.Write("token", "secret");
        _environment["KUBERNETES_SERVICE_HOST"] = "fd00::1";
        _environment["KUBERNETES_SERVICE_PORT"] = "6443";

        Assert.Equal("https://[fd00::1]:6443/", Account().Read().Server.AbsoluteUri);
    }

    [Fact]
    public void Read_OutsideAPod_NamesTheKubeconfigAsTheCure()
    {
        _environment.Clear();

        var refused = Assert.Throws<KubernetesAccessException>(() => Account().Read());

        Assert.Contains("kubernetes.kubeconfig_file", refused.Message, StringComparison.Ordinal);
        Assert.False(Account().IsPresent);
    }

    [Fact]
    public void Read_WithoutAMountedToken_NamesTheFile()
    {
        var refused = Assert.Throws<KubernetesAccessException>(() => Account().Read());

        Assert.Contains(Path.Combine(Folder, "token"), refused.Message, StringComparison.Ordinal);
        Assert.Contains("automountServiceAccountToken", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private ServiceAccount Account() => new(Folder, name => _environment.GetValueOrDefault(name));
}
