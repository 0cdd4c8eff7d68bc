using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Telemetry.Collector.Scraping;
using Xunit;

namespace Telemetry.Collector.Tests.Scraping;

/// <summary>Real servers that misbehave: each gives its own reason, names the cure once, and costs bounded memory and time.</summary>
public sealed class BadTargetTests
{
    [Fact]
    public async Task Bomb_OfGzip_IsNamedAndNothingOfItIsKept()
    {
        await using var server = await PageServer.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.SmallestSize);
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 512 && !context.RequestAborted.IsCancellationRequested; i++) await gzip.WriteAsync(zeros, context.RequestAborted);
        });
        using var rig = new ScrapeRig(server.Address, config => config.BodySizeLimit = 4 * 1024 * 1024);

        var (page, body) = await rig.ScrapeAsync();

        Assert.Equal((ScrapeFailure.CompressionBomb, ""), (page.Failure, body));
        Assert.Contains(rig.Log, line => line.Contains("compression_bomb", StringComparison.Ordinal) && line.Contains("unpack to more than body_size_limit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Body_WithoutEnd_IsCutAtTheLimit()
    {
        await using var server = await PageServer.StartAsync(async context =>
        {
            var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i => $"endless_{i} 1\n")));
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(lines, context.RequestAborted);
        });
        using var rig = new ScrapeRig(server.Address, config => config.BodySizeLimit = 1024 * 1024);

        var (page, body) = await rig.ScrapeAsync();

        Assert.Equal(ScrapeFailure.TooLarge, page.Failure);
        Assert.InRange(body.Length, 1024 * 1000, 1024 * 1024);
    }

    [Fact]
    public async Task SlowLoris_OfHeaders_TimesOut()
    {
        using var server = new DrippingServer("HTTP/1.1 200 OK\r\nX-Drip: ");
        using var rig = new ScrapeRig(server.Address, config => config.ScrapeTimeout = TimeSpan.FromMilliseconds(400));

        Assert.Equal(ScrapeFailure.Timeout, (await rig.ScrapeAsync()).Page.Failure);
    }

    [Fact]
    public async Task SlowLoris_OfTheBody_IsSlow()
    {
        using var server = new DrippingServer("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        using var rig = new ScrapeRig(server.Address, config => config.ScrapeTimeout = TimeSpan.FromMilliseconds(400));

        Assert.Equal(ScrapeFailure.SlowBody, (await rig.ScrapeAsync()).Page.Failure);
        Assert.Contains(rig.Log, line => line.Contains("slow_body", StringComparison.Ordinal) && line.Contains("bytes of it had come", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redirect_IsNotFollowedAndItsPlaceIsNamedWithoutSecrets()
    {
        var asked = new List<string>();
        await using var server = await PageServer.StartAsync(context =>
        {
            asked.Add(context.Request.Path);
            context.Response.Redirect("http://user:secret@elsewhere.example/login?token=secret");
            return Task.CompletedTask;
        });
        using var rig = new ScrapeRig(server.Address);

        Assert.Equal(ScrapeFailure.Redirect, (await rig.ScrapeAsync()).Page.Failure);
        Assert.Equal(["/metrics"], asked);
        var line = Assert.Single(rig.Log);
        Assert.Contains("302 to http://elsewhere.example/login.", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_ThatIsReset_IsNamed()
    {
        using var server = new ResettingServer();
        using var rig = new ScrapeRig(server.Address);

        Assert.Equal(ScrapeFailure.Reset, (await rig.ScrapeAsync()).Page.Failure);
    }

    [Fact]
    public async Task Connection_ThatIsClosedWithoutAnAnswer_IsNamed()
    {
        using var server = new RawServer("");
        using var rig = new ScrapeRig(server.Address);

        Assert.Equal(ScrapeFailure.Reset, (await rig.ScrapeAsync()).Page.Failure);
    }

    [Fact]
    public async Task Failure_ThatGoesOn_IsLoggedOnce()
    {
        using var server = new ResettingServer();
        using var rig = new ScrapeRig(server.Address);

        for (var i = 0; i < 3; i++) await rig.ScrapeAsync();

        Assert.Single(rig.Log);
    }

    /// <summary>Sends a beginning, and then one byte at a time, for ever.</summary>
    private sealed class DrippingServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();

        public DrippingServer(string beginning)
        {
            _listener.Start();
            _ = DripAsync(Encoding.ASCII.GetBytes(beginning));
        }

        public string Address => _listener.LocalEndpoint.ToString()!;

        public void Dispose()
        {
            _stop.Cancel();
            _listener.Dispose();
            _stop.Dispose();
        }

        private async Task DripAsync(byte[] beginning)
        {
            using var connection = await _listener.AcceptSocketAsync(_stop.Token);
            await connection.SendAsync(beginning, _stop.Token);
            while (true)
            {
                await connection.SendAsync("a"u8.ToArray(), _stop.Token);
                await Task.Delay(20, _stop.Token);
            }
        }
    }

    /// <summary>Resets every connection as soon as it is asked something.</summary>
    private sealed class ResettingServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public ResettingServer()
        {
            _listener.Start();
            _ = ResetAsync();
        }

        public string Address => _listener.LocalEndpoint.ToString()!;

        public void Dispose() => _listener.Dispose();

        private async Task ResetAsync()
        {
            while (true)
            {
                using var connection = await _listener.AcceptSocketAsync();
                await connection.ReceiveAsync(new byte[4096]);
                connection.LingerState = new LingerOption(enable: true, seconds: 0);
            }
        }
    }
}
