using System.Text;
using Telemetry.Kubernetes.Access;
using Telemetry.Testing.Certificates;
using Xunit;

namespace Telemetry.Kubernetes.Tests.Access;

public sealed class KubeconfigTests : IDisposable
{
    private readonly TestCertificates _files = new();

    [Fact]
    public void Read_TheCurrentContext_GivesItsServerAndToken()
    {
        var access = Read("token: abc");

        Assert.Equal("https://10.0.0.1:6443/", access.Server.AbsoluteUri);
        Assert.Equal("abc", access.Security.Token!.Read());
        Assert.Null(access.Security.Authorities);
        Assert.False(access.Security.SkipVerify);
    }

    [Fact]
    public void Read_ANamedContext_TakesThatOne()
    {
        var file = Write("token: abc");

        var access = KubernetesAccess.Read(new() { KubeconfigFile = file, Context = "other" });

        Assert.Equal("https://10.0.0.2/", access.Server.AbsoluteUri);
        Assert.Null(access.Security.Token);
    }

    [Fact]
    public void Read_ATokenFile_IsRelativeToTheKubeconfigAndWinsOverTheToken()
    {
        _files.Write("my-token", "from the file");

        Assert.Equal("from the file", Read("{token: abc, tokenFile: my-token}").Security.Token!.Read());
    }

    [Fact]
    public void Read_CertificateAndKey_AsDataAndAsFiles()
    {
        var (certFile, keyFile) = _files.IssueFiles("admin");
        var asFiles = Read($"{{client-certificate: {certFile}, client-key: {keyFile}}}").Security;
        var asData = Read($"{{client-certificate-data: {Base64(certFile)}, client-key-data: {Base64(keyFile)}}}").Security;

        Assert.Equal(certFile, asFiles.Certificate!.File);
        Assert.Equal(File.ReadAllText(certFile), asData.Certificate!.Read());
        Assert.Equal(File.ReadAllText(keyFile), asData.Key!.Read());
    }

    [Fact]
    public void Read_TlsOfTheCluster_IsTaken()
    {
        var security = Read("token: abc", $"certificate-authority-data: {Base64(_files.AuthorityFile)}, tls-server-name: kubernetes, insecure-skip-tls-verify: true").Security;

        Assert.Equal(_files.AuthorityPem, security.Authorities!.Read());
        Assert.Equal("kubernetes", security.ServerName);
        Assert.True(security.SkipVerify);
    }

    [Theory]
    [InlineData("exec: {command: aws, apiVersion: client.authentication.k8s.io/v1}", "tokenFile")]
    [InlineData("auth-provider: {name: gcp}", "tokenFile")]
    [InlineData("as: root", "tokenFile")]
    [InlineData("client-certificate: a.pem", "client-key")]
    [InlineData("client-key-data: '%%%'", "no base64")]
    public void Read_WhatIsRefused_NamesUserAndCure(string user, string cure)
    {
        var refused = Assert.Throws<KubernetesAccessException>(() => Read(user));

        Assert.Contains("user admin", refused.Message, StringComparison.Ordinal);
        Assert.Contains(cure, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{unclosed", "no YAML")]
    [InlineData("users: {name: x\nfoo: [1,2\n", "a bracket is not closed")]
    [InlineData("[]", "no kubeconfig")]
    [InlineData("{kind: Config}", "kubernetes.context")]
    [InlineData("{current-context: gone, contexts: []}", "'gone'")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c}}], clusters: [{name: c, cluster: {server: ftp://x}}]}", "ftp://x")]
    [InlineData("{current-context: a, contexts: [{name: a, context: {cluster: c}}], clusters: [{name: c, cluster: {server: 'https://x', proxy-url: 'http://p'}}]}", "proxy-url")]
    public void Read_ABrokenFile_SaysWhere(string text, string expected)
    {
        var file = _files.Write("broken", text);

        var refused = Assert.Throws<KubernetesAccessException>(() => KubernetesAccess.Read(new() { KubeconfigFile = file }));

        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Access_Printed_ShowsNoSecret() =>
        Assert.DoesNotContain("abc", Read("{token: abc, password: abc, username: u}").ToString(), StringComparison.Ordinal);

    [Fact]
    public void Read_AMissingFile_NamesTheSetting()
    {
        var refused = Assert.Throws<KubernetesAccessException>(() => KubernetesAccess.Read(new() { KubeconfigFile = "/nowhere/config" }));

        Assert.Contains("kubernetes.kubeconfig_file", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private static string Base64(string file) => Convert.ToBase64String(Encoding.UTF8.GetBytes(File.ReadAllText(file)));

    private KubernetesAccess Read(string user, string? tls = null) => KubernetesAccess.Read(new() { KubeconfigFile = Write(user, tls) });

    private string Write(string user, string? tls = null) => _files.Write("config", $$$"""
        apiVersion: v1
        kind: Config
        current-context: lab
        contexts:
        - {name: other, context: {cluster: two}}
        - {name: lab, context: {cluster: one, user: admin, namespace: x}}
        clusters:
        - {name: one, cluster: {server: "https://10.0.0.1:6443"{{{(tls is null ? "" : $", {tls}")}}}}}
        - {name: two, cluster: {server: "https://10.0.0.2"}}
        users:
        - name: admin
          user: {{{(user.StartsWith('{') ? user : "{" + user + "}")}}}
        """);
}
