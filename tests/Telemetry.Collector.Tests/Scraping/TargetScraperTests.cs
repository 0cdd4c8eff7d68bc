using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Telemetry.Collector.Scraping;
using Telemetry.Testing.Certificates;
using Xunit;

namespace Telemetry.Collector.Tests.Scraping;

public sealed class TargetScraperTests
{
    private const string Page = "up_a 1\nup_b 2\n";

    [Fact]
    public async Task Scrape_OfAPage_HandsItOnWithTimeAndType()
    {
        await using var server = await PageServer.StartAsync(Page);
        using var rig = new ScrapeRig(server.Address);
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        var (page, body) = await rig.ScrapeAsync();

        Assert.Equal((200, ScrapeFailure.None, "text/plain; version=0.0.4", Page), (page.Status, page.Failure, page.ContentType, body));
        Assert.InRange(page.StartMs, before, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Assert.Equal(1, rig.Meters["telemetry.collector.scrapes{none}"]);
        Assert.Equal(Page.Length, rig.Meters["telemetry.collector.page.size"]);
    }

    [Fact]
    public async Task Scrape_OfAGzippedPage_DecompressesIt()
    {
        await using var server = await PageServer.StartAsync(async context =>
        {
            Assert.Contains("gzip", context.Request.Headers.AcceptEncoding.ToString(), StringComparison.Ordinal);
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Page));
        });
        using var rig = new ScrapeRig(server.Address);

        Assert.Equal(Page, (await rig.ScrapeAsync()).Body);
    }

    [Fact]
    public async Task Scrape_AsksForBothTextFormatsAndKeepsTheConnection()
    {
        var connections = new HashSet<string>(StringComparer.Ordinal);
        var accept = "";
        await using var server = await PageServer.StartAsync(context =>
        {
            connections.Add(context.Connection.Id);
            accept = context.Request.Headers.Accept.ToString();
            return context.Response.WriteAsync(Page);
        });
        using var rig = new ScrapeRig(server.Address);

        await rig.ScrapeAsync();
        await rig.ScrapeAsync();

        Assert.Single(connections);
        Assert.Contains("application/openmetrics-text;version=1.0.0", accept, StringComparison.Ordinal);
        Assert.Contains("text/plain;version=0.0.4", accept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, ScrapeFailure.Unauthorized)]
    [InlineData(403, ScrapeFailure.Forbidden)]
    [InlineData(204, ScrapeFailure.HttpStatus)]
    [InlineData(302, ScrapeFailure.Redirect)]
    [InlineData(404, ScrapeFailure.NotFound)]
    [InlineData(429, ScrapeFailure.HttpStatus)]
    [InlineData(500, ScrapeFailure.ServerError)]
    [InlineData(503, ScrapeFailure.ServerError)]
    public async Task Scrape_AnsweredWithoutAPage_SaysSo(int status, ScrapeFailure failure)
    {
        await using var server = await PageServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return status == 204 ? Task.CompletedTask : context.Response.WriteAsync("secret detail");
        });
        using var rig = new ScrapeRig(server.Address);

        var (page, body) = await rig.ScrapeAsync();

        Assert.Equal((status, failure, ""), (page.Status, page.Failure, body));
        Assert.Equal(1, rig.Meters[$"telemetry.collector.scrapes{{{failure.Name()}}}"]);
    }

    [Fact]
    public async Task Scrape_OfAClosedPort_IsRefused()
    {
        using var rig = new ScrapeRig(ClosedPort());

        Assert.Equal(ScrapeFailure.Refused, (await rig.ScrapeAsync()).Page.Failure);
    }

    [Fact]
    public async Task Scrape_OfAnUnknownName_FailsInDns()
    {
        using var rig = new ScrapeRig("no-such-host.invalid:80");

        Assert.Equal(ScrapeFailure.Dns, (await rig.ScrapeAsync()).Page.Failure);
    }

    [Fact]
    public async Task Scrape_ThatNobodyAnswers_TimesOut()
    {
        await using var server = await PageServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var rig = new ScrapeRig(server.Address, config => config.ScrapeTimeout = TimeSpan.FromMilliseconds(200));

        Assert.Equal(ScrapeFailure.Timeout, (await rig.ScrapeAsync()).Page.Failure);
    }

    [Fact]
    public async Task Scrape_WhosePageStalls_IsSlow()
    {
        await using var server = await PageServer.StartAsync(async context =>
        {
            await context.Response.WriteAsync("half 1\n");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var rig = new ScrapeRig(server.Address, config => config.ScrapeTimeout = TimeSpan.FromMilliseconds(300));

        var (page, body) = await rig.ScrapeAsync();

        Assert.Equal((ScrapeFailure.SlowBody, ""), (page.Failure, body));
    }

    [Fact]
    public async Task Scrape_WhosePageBreaksOff_KeepsWhatCame()
    {
        using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nwhole 1\nhal");
        using var rig = new ScrapeRig(server.Address);

        var (page, body) = await rig.ScrapeAsync();

        Assert.Equal((ScrapeFailure.Truncated, 200, "whole 1\nhal"), (page.Failure, page.Status, body));
    }

    [Fact]
    public async Task Scrape_WhoseGzipBreaksOff_IsTruncatedToo()
    {
        await using var server = await PageServer.StartAsync(async context =>
        {
            using var packed = new MemoryStream();
            await using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true)) await gzip.WriteAsync(Encoding.UTF8.GetBytes(Page));
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(packed.GetBuffer().AsMemory(0, (int)packed.Length - 10));
        });
        using var rig = new ScrapeRig(server.Address);

        var (page, body) = await rig.ScrapeAsync();

        Assert.Equal(ScrapeFailure.Truncated, page.Failure);
        Assert.StartsWith("up_a 1\n", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scrape_OverTheBodyLimit_KeepsWhatIsBelowIt(bool gzip)
    {
        var large = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"metric_{i:D6} 1\n"));
        await using var server = await PageServer.StartAsync(async context =>
        {
            if (gzip) context.Response.Headers.ContentEncoding = "gzip";
            await using var body = gzip ? new GZipStream(context.Response.Body, CompressionLevel.Fastest) : context.Response.Body;
            await body.WriteAsync(Encoding.UTF8.GetBytes(large));
        });
        using var rig = new ScrapeRig(server.Address, config => config.BodySizeLimit = 1024 * 1024);

        var (page, kept) = await rig.ScrapeAsync();

        Assert.Equal(ScrapeFailure.TooLarge, page.Failure);
        Assert.InRange(kept.Length, (1024 * 1024) - 20, 1024 * 1024);
        Assert.StartsWith(kept, large, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scrape_AfterATokenChanged_SendsTheNewOne()
    {
        var seen = new List<string>();
        await using var server = await PageServer.StartAsync(context =>
        {
            seen.Add(context.Request.Headers.Authorization.ToString());
            return context.Response.WriteAsync(Page);
        });
        using var files = new TestCertificates();
        var token = files.Write("token", "first\n");
        using var rig = new ScrapeRig(server.Address, config => config.Authorization = new() { CredentialsFile = token });

        await rig.ScrapeAsync();
        files.Write("token", "the second\n");
        await rig.ScrapeAsync();

        Assert.Equal(["Bearer first", "Bearer the second"], seen);
    }

    [Fact]
    public async Task Scrape_WithAnAbsentToken_FailsOnOurSideUntilItIsThere()
    {
        await using var server = await PageServer.StartAsync(Page);
        using var files = new TestCertificates();
        var path = files.Write("token", "");
        using var rig = new ScrapeRig(server.Address, config => config.Authorization = new() { CredentialsFile = path });

        Assert.Equal(ScrapeFailure.Credentials, (await rig.ScrapeAsync()).Page.Failure);
        File.Delete(path);
        Assert.Equal(ScrapeFailure.Credentials, (await rig.ScrapeAsync()).Page.Failure);
        files.Write("token", "now");
        Assert.Equal(ScrapeFailure.None, (await rig.ScrapeAsync()).Page.Failure);
    }

    [Fact]
    public async Task Scrape_WithATokenInAMissingFolder_FailsOnOurSide()
    {
        await using var server = await PageServer.StartAsync(Page);
        using var rig = new ScrapeRig(server.Address, config => config.Authorization = new() { CredentialsFile = "/nowhere/token" });

        Assert.Equal(ScrapeFailure.Credentials, (await rig.ScrapeAsync()).Page.Failure);
        Assert.Contains("/nowhere/token", Assert.Single(rig.Log), StringComparison.Ordinal);
    }

    private static string ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}
