using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.Running;
using Xunit;

namespace Telemetry.Hosting.Tests.Running;

public sealed class PathPrefixTests
{
    [Theory]
    [InlineData("https://x.example/am", null, "/am/page", "/am/page")]
    [InlineData("https://x.example/am/", null, "/am/page", "/am/page")]
    [InlineData("https://x.example/ops/am", null, "/ops/am/page", "/ops/am/page")]
    [InlineData("https://x.example/am", null, "/page", "/am/page")]
    [InlineData("https://x.example/am", "/", "/page", "/am/page")]
    [InlineData("https://x.example/am", "/inside", "/inside/page", "/am/page")]
    [InlineData("https://x.example", "/inside", "/inside/page", "/page")]
    [InlineData(null, "/inside", "/inside/page", "/inside/page")]
    [InlineData(null, null, "/page", "/page")]
    public async Task Page_BehindAPrefix_IsFoundAndKnowsItsAddress(string? external, string? prefix, string asked, string shown)
    {
        await using var host = await StartAsync(external, prefix);
        using var client = host.GetTestClient();
        Assert.Equal(shown, await client.GetStringAsync(new Uri(asked, UriKind.Relative)));
    }

    [Theory]
    [InlineData("/am/-/healthy", HttpStatusCode.OK)]
    [InlineData("/-/healthy", HttpStatusCode.OK)]
    [InlineData("/am/metrics", HttpStatusCode.OK)]
    [InlineData("/amused/page", HttpStatusCode.NotFound)]
    [InlineData("/other/page", HttpStatusCode.NotFound)]
    public async Task Path_BehindAPrefix_IsAnsweredOrUnknown(string path, HttpStatusCode expected)
    {
        await using var host = await StartAsync("https://x.example/am", prefix: null);
        using var client = host.GetTestClient();
        Assert.Equal(expected, (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
    }

    private static async Task<WebApplication> StartAsync(string? external, string? prefix)
    {
        var web = new WebOptions { ExternalUrl = external is null ? null : new Uri(external), RoutePrefix = prefix };
        var builder = TelemetryHost.CreateBuilder("test", web, new DiagnosticsOptions { Log = new(), Otlp = new() });
        builder.WebHost.UseTestServer();
        var application = builder.Build();
        application.MapHostPages();
        application.MapGet("/page", (HttpContext context) => $"{context.Request.PathBase}/page");
        await application.StartAsync();
        return application;
    }
}
