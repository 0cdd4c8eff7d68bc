using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Telemetry.Credentials;
using Telemetry.Testing;
using Telemetry.Testing.Certificates;
using Telemetry.Testing.Kubernetes;
using Xunit;

namespace Telemetry.Kubernetes.Tests.StandIn;

/// <summary>The stand-in answers as the real API server was recorded to.</summary>
public sealed class StandInConformanceTests : IAsyncLifetime
{
    private static readonly JsonArray Recorded =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "corpus", "kubernetes-api", "api-1.34.json")))!.AsArray();

    private readonly TestCertificates _certificates = new();
    private HttpClient _client = null!;
    private KubernetesStandIn _server = null!;

    public async Task InitializeAsync()
    {
        _server = await KubernetesStandIn.StartAsync(_certificates);
        var security = new HttpSecurity { Authorities = CredentialSource.OfFile(_certificates.AuthorityFile) };
        _client = new HttpClient(new SocketsHttpHandler { SslOptions = TlsSettings.Read(security, new ServerCertificateCheck(acceptsAll: false)) });
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
        _certificates.Dispose();
    }

    /// <summary>Refusals, word for word.</summary>
    [Theory]
    [InlineData("no token", "")]
    [InlineData("bad token", "wrong")]
    [InlineData("not found kind", "first-token")]
    public async Task Refusal_IsTheRecordedOne(string title, string token)
    {
        var (path, status, body) = Find(title);

        Assert.Equal((status, body.Trim()), Trimmed(await AskAsync(path, token)));
    }

    [Fact]
    public async Task Forbidden_IsTheRecordedOneButForTheUser()
    {
        var (path, status, body) = Find("forbidden");
        _server.Forbid("secrets");

        var expected = body.Replace("system:kube-scheduler", "system:serviceaccount:telemetry:collector", StringComparison.Ordinal);
        Assert.Equal((status, expected.Trim()), Trimmed(await AskAsync(path)));
    }

    [Fact]
    public async Task Pages_HaveTheRecordedShape()
    {
        var (path, _, body) = Find("list nodes, first page");
        var recorded = JsonNode.Parse(body)!.AsObject();
        foreach (var node in recorded["items"]!.AsArray()) _server.Put("nodes", node!.AsObject());
        for (var i = 0; i < 4; i++) _server.Put("nodes", $$$"""{"metadata":{"name":"z-{{{i}}}"}}""");

        var page = JsonNode.Parse((await AskAsync(path)).Body)!.AsObject();

        Assert.Equal(recorded.Select(pair => pair.Key), page.Select(pair => pair.Key));
        Assert.Equal(recorded["metadata"]!.AsObject().Select(pair => pair.Key), page["metadata"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(4, (int)page["metadata"]!["remainingItemCount"]!);
        Assert.Equal(recorded["items"]![0]!["status"]!.ToJsonString(), page["items"]![0]!["status"]!.ToJsonString());
        var rest = JsonNode.Parse((await AskAsync($"{path}&continue={page["metadata"]!["continue"]}")).Body)!;
        Assert.Equal(["z-0", "z-1", "z-2"], rest["items"]!.AsArray().Select(node => (string?)node!["metadata"]!["name"]));
    }

    [Fact]
    public async Task ExpiredContinueToken_IsRefusedAsRecordedWithATokenForTheRemainder()
    {
        var (path, status, body) = Find("expired continue token");
        for (var i = 0; i < 4; i++) _server.Put("nodes", $$$"""{"metadata":{"name":"fake-{{{i}}}"}}""");
        _server.Compact();

        var answer = Trimmed(await AskAsync(path));

        Assert.Equal((status, body.Trim()), answer);
        var remainder = await AskAsync($"/api/v1/nodes?limit=3&continue={JsonNode.Parse(answer.Body)!["metadata"]!["continue"]}");
        Assert.Equal(["fake-2", "fake-3"], JsonNode.Parse(remainder.Body)!["items"]!.AsArray().Select(node => (string?)node!["metadata"]!["name"]));
    }

    [Fact]
    public async Task WatchFromACompactedVersion_TellsTheRecordedErrorAndEnds()
    {
        var (path, status, line) = Find("watch from a compacted version: 410 inside the stream");
        _server.Compact();

        var answer = Trimmed(await AskAsync(path));

        Assert.Equal(status, answer.Status);
        Assert.Equal(Numberless(line), Numberless(answer.Body));
    }

    [Fact]
    public async Task WatchWithBookmarks_TellsThemAsRecordedAndEndsAtItsTime()
    {
        var (_, _, line) = Find("watch with bookmarks, closed by the server at its timeout", "BOOKMARK");
        _server.Bookmarks = TimeSpan.FromMilliseconds(100);

        var answer = await AskAsync("/api/v1/namespaces/load/configmaps?watch=1&allowWatchBookmarks=true&resourceVersion=77294&timeoutSeconds=1");

        Assert.Equal(Numberless(line), Numberless(answer.Body.Split('\n')[0]));
    }

    [Theory]
    [InlineData("/api/v1/pods?fieldSelector=spec.color%3Dred", "field label not supported: spec.color")]
    [InlineData("/api/v1/pods?labelSelector=a%20b%20c", "unable to parse requirement")]
    [InlineData("/api/v1/pods?continue=nonsense", "continue key is not valid")]
    [InlineData("/api/v1/pods?watch=1&resourceVersion=abc", "strconv.ParseUint")]
    public async Task Nonsense_IsABadRequest(string path, string message)
    {
        var answer = await AskAsync(path);

        Assert.Equal(400, answer.Status);
        Assert.Contains(message, answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownParameter_IsAViolation()
    {
        await AskAsync("/api/v1/pods?labelselector=a%3Db");

        Assert.Contains(_server.Violations, violation => violation.Contains("labelselector", StringComparison.Ordinal));
    }

    private static (string Path, int Status, string Body) Find(string title, string? line = null)
    {
        var entry = Recorded.Single(entry => (string?)entry!["title"] == title)!;
        var response = entry["response"]!;
        var body = (string?)response["body"]
            ?? response["stream"]!.AsArray().Select(part => (string?)part!["line"]).First(text => text is not null && (line is null || text.Contains(line, StringComparison.Ordinal)));
        return ((string)entry["request"]!["path"]!, (int)response["status"]!, body!);
    }

    private static (int Status, string Body) Trimmed((int Status, string Body) answer) => (answer.Status, answer.Body.Trim());

    private static string Numberless(string text) => string.Concat(text.Trim().Where(letter => !char.IsAsciiDigit(letter)));

    private async Task<(int Status, string Body)> AskAsync(string path, string token = "first-token")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Address, path));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("test", "1"));
        if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _client.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
