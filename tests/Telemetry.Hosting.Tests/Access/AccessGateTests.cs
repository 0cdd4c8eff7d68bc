using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Telemetry.Hosting.Access;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.Running;
using Xunit;

namespace Telemetry.Hosting.Tests.Access;

public sealed class AccessGateTests : IDisposable
{
    private readonly string _tokenFile = Path.GetTempFileName();

    public AccessGateTests() => File.WriteAllText(_tokenFile, "first\nsecond\n");

    public void Dispose() => File.Delete(_tokenFile);

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "")]
    [InlineData("Bearer first", HttpStatusCode.OK, "token")]
    [InlineData("Bearer second", HttpStatusCode.OK, "token")]
    [InlineData("Bearer third", HttpStatusCode.Unauthorized, "")]
    [InlineData("Bearer ", HttpStatusCode.Unauthorized, "")]
    [InlineData("Basic ann:first", HttpStatusCode.OK, "ann")]
    [InlineData("Basic ann:third", HttpStatusCode.Unauthorized, "")]
    [InlineData("Basic %%%", HttpStatusCode.Unauthorized, "")]
    public async Task Token_OfACaller_LetsItInOrNot(string? said, HttpStatusCode expected, string name)
    {
        await using var host = await StartAsync(new WebOptions { Auth = WebAuth.Token, TokenFile = _tokenFile });
        var encoded = said?.StartsWith("Basic ann", StringComparison.Ordinal) == true ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(said[6..]))}" : said;

        var (status, body) = await SendAsync(host, "GET", "/page", ("Authorization", encoded));

        Assert.Equal(expected, status);
        if (status == HttpStatusCode.OK) Assert.Equal(name, body);
    }

    [Fact]
    public async Task Token_Unknown_StillReachesHealthAndWhatCarriesItsOwnProof()
    {
        await using var host = await StartAsync(new WebOptions { Auth = WebAuth.Token, TokenFile = _tokenFile });
        foreach (var path in (string[])["/healthz", "/readyz", "/-/healthy", "/-/ready", "/open"]) Assert.Equal(HttpStatusCode.OK, (await SendAsync(host, "GET", path)).Status);
        foreach (var path in (string[])["/page", "/metrics", "/nowhere", "/healthz/.."]) Assert.NotEqual(HttpStatusCode.OK, (await SendAsync(host, "GET", path)).Status);
    }

    [Fact]
    public async Task Proxy_ThatIsNotTrusted_MayNotSayWhoAsks()
    {
        // A test server's connection has no address, and so none that is trusted.
        await using var host = await StartAsync(new WebOptions { Auth = WebAuth.Proxy });
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(host, "GET", "/page", ("X-Forwarded-User", "mallory"))).Status);
    }

    [Theory]
    [InlineData("127.0.0.1", "ann", "ann")]
    [InlineData("::ffff:127.0.0.1", "ann", "ann")]
    [InlineData("127.0.0.1", "", null)]
    [InlineData("10.0.0.1", "ann", null)]
    public void Proxy_Trusted_SaysWhoAsks(string address, string said, string? expected)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        context.Request.Headers["X-Forwarded-User"] = said;
        Assert.Equal(expected, new ProxyCaller(new WebOptions()).Identify(context));
    }

    [Theory]
    [InlineData("POST", "Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("POST", "Sec-Fetch-Site", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("DELETE", "Origin", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("POST", "Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("POST", "Origin", "http://localhost", HttpStatusCode.OK)]
    [InlineData("POST", "Origin", "https://telemetry.example.com", HttpStatusCode.OK)]
    [InlineData("POST", "Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    [InlineData("POST", "X-Other", "x", HttpStatusCode.OK)]
    [InlineData("GET", "Sec-Fetch-Site", "cross-site", HttpStatusCode.OK)]
    public async Task Request_ByAnotherSitesPage_ChangesNothing(string method, string header, string value, HttpStatusCode expected)
    {
        await using var host = await StartAsync(new WebOptions { ExternalUrl = new Uri("https://telemetry.example.com/telemetry") });
        Assert.Equal(expected, (await SendAsync(host, method, "/page", (header, value))).Status);
    }

    [Fact]
    public async Task Request_ToAForeignNameThatWasMadeToResolveToUs_ChangesNothing()
    {
        await using var host = await StartAsync(new WebOptions());
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(host, "POST", "/page", ("Origin", "http://evil.example"), ("Host", "evil.example"))).Status);
    }

    [Theory]
    [InlineData("127.0.0.1:1", WebAuth.None, false)]
    [InlineData("[::1]:1", WebAuth.None, false)]
    [InlineData(":1", WebAuth.None, true)]
    [InlineData("10.0.0.1:1", WebAuth.None, true)]
    [InlineData(":1", WebAuth.Token, false)]
    public void Address_ThatOthersReach_NeedsALogin(string address, WebAuth auth, bool isExposed) =>
        Assert.Equal(isExposed, new WebOptions { ListenAddress = address, Auth = auth }.FindExposure() is not null);

    private static async Task<WebApplication> StartAsync(WebOptions web)
    {
        var builder = TelemetryHost.CreateBuilder("test", web, new DiagnosticsOptions { Log = new(), Otlp = new() });
        builder.WebHost.UseTestServer();
        var application = builder.Build();
        application.MapHostPages();
        application.MapMethods("/page", ["GET", "POST", "DELETE"], (HttpContext context) => context.User.Identity?.Name ?? "");
        application.MapGet("/open", () => "").AllowAnonymous();
        await application.StartAsync();
        return application;
    }

    private static async Task<(HttpStatusCode Status, string Body)> SendAsync(WebApplication host, string method, string path, params (string Name, string? Value)[] headers)
    {
        using var client = host.GetTestClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        foreach (var (name, value) in headers)
        {
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
