using Microsoft.AspNetCore.Http;
using Telemetry.Testing.Certificates;
using Xunit;

namespace Telemetry.Collector.Tests.Scraping;

/// <summary>One line when a target's state changes, with the place and the cure; never one per scrape, and never a secret.</summary>
public sealed class ScrapeLogTests
{
    [Fact]
    public async Task Target_ThatFailsAndRecovers_GivesOneLineEach()
    {
        var status = 200;
        await using var server = await PageServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("a 1\n");
        });
        using var rig = new ScrapeRig(server.Address);

        foreach (var next in new[] { 200, 200, 401, 401, 401, 200, 200 })
        {
            status = next;
            await rig.ScrapeAsync();
        }

        Assert.Equal(3, rig.Log.Count);
        Assert.StartsWith($"Information: job/{server.Address} answers", rig.Log[0], StringComparison.Ordinal);
        Assert.StartsWith($"Warning: job/{server.Address} at http://{server.Address}/metrics cannot be scraped (unauthorized)", rig.Log[1], StringComparison.Ordinal);
        Assert.Contains("Check authorization", rig.Log[1], StringComparison.Ordinal);
        Assert.Equal(rig.Log[0], rig.Log[2]);
    }

    [Fact]
    public async Task Page_OverTheLimit_IsNamedWithTheLimit()
    {
        await using var server = await PageServer.StartAsync("metric_one 1\nmetric_two 2\n");
        using var rig = new ScrapeRig(server.Address, config => config.BodySizeLimit = 20);

        await rig.ScrapeAsync();

        Assert.Contains("body_size_limit (20 bytes)", Assert.Single(rig.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_ThatCannotBeUsed_IsNamedByItsFileAlone()
    {
        await using var server = await PageServer.StartAsync("a 1\n");
        using var files = new TestCertificates();
        var path = files.Write("token", "top\nsecret\n");
        using var rig = new ScrapeRig(server.Address, config => config.Authorization = new() { CredentialsFile = path });

        await rig.ScrapeAsync();

        var line = Assert.Single(rig.Log);
        Assert.Contains(path, line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
    }
}
