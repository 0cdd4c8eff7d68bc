using System.Text.Json;
using Telemetry.Collector.Tests.Recordings;
using Telemetry.Collector.Tests.Scraping;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Collector.Tests.Pages;

public sealed class TargetsPagesTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Api_HasPrometheussShape()
    {
        await using var server = await PageServer.StartAsync("node_load1 1\n");
        await using var run = await StartedAsync(CollectorRun.Job("good", server.Address), CollectorRun.Job("bad", "127.0.0.1:1"));

        var data = JsonDocument.Parse(await run.GetAsync("/api/v1/targets")).RootElement.GetProperty("data");
        var active = data.GetProperty("activeTargets").EnumerateArray().ToDictionary(target => target.GetProperty("scrapePool").GetString()!);

        Assert.Equal(["activeTargets", "droppedTargets", "droppedTargetCounts"], data.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ["discoveredLabels", "labels", "scrapePool", "scrapeUrl", "globalUrl", "lastError", "lastScrape", "lastScrapeDuration", "health", "scrapeInterval", "scrapeTimeout"],
            active["good"].EnumerateObject().Select(property => property.Name));
        Assert.Equal(("up", ""), (Text(active["good"], "health"), Text(active["good"], "lastError")));
        Assert.Equal(("down", "1s", "1s"), (Text(active["bad"], "health"), Text(active["bad"], "scrapeInterval"), Text(active["bad"], "scrapeTimeout")));
        Assert.StartsWith("refused: ", Text(active["bad"], "lastError"), StringComparison.Ordinal);
        Assert.Equal(server.Address, active["good"].GetProperty("labels").GetProperty("instance").GetString());
        Assert.Equal(server.Address, active["good"].GetProperty("discoveredLabels").GetProperty("__address__").GetString());
    }

    [Theory]
    [InlineData("?state=active", 2, 1)]
    [InlineData("?state=dropped", 0, 1)]
    [InlineData("?state=any", 2, 1)]
    [InlineData("?state=nonsense", 0, 0)]
    [InlineData("?scrapePool=a", 1, 0)]
    [InlineData("?scrapePool=none", 0, 0)]
    public async Task Api_IsFiltered(string query, int active, int dropped)
    {
        await using var server = await PageServer.StartAsync("node_load1 1\n");
        var options = CollectorRun.Options(CollectorRun.Job("a", server.Address), CollectorRun.Job("b", server.Address), CollectorRun.Job("c", server.Address));
        options.Collector.MaxTargets = 2;
        await using var run = await StartedAsync(options);

        var data = JsonDocument.Parse(await run.GetAsync("/api/v1/targets" + query)).RootElement.GetProperty("data");

        Assert.Equal(active, data.GetProperty("activeTargets").GetArrayLength());
        Assert.Equal(query == "?state=active" ? 0 : dropped, data.GetProperty("droppedTargets").GetArrayLength());
    }

    [Fact]
    public async Task Page_NamesReasonAndCure_AndIsFiltered()
    {
        await using var server = await PageServer.StartAsync("node_load1 1\n");
        await using var run = await StartedAsync(CollectorRun.Job("good", server.Address), CollectorRun.Job("bad", "127.0.0.1:1"), CollectorRun.Job("odd<b>", server.Address, path: "/"));

        var page = await run.GetAsync("/targets");
        Assert.Contains("<code>refused</code>", page, StringComparison.Ordinal);
        Assert.Contains("Check the port", page, StringComparison.Ordinal);
        Assert.Contains("odd&lt;b&gt; / ", page, StringComparison.Ordinal);
        Assert.Contains("event_score", page, StringComparison.Ordinal);

        Assert.Contains("1 targets", await run.GetAsync("/targets?state=down"), StringComparison.Ordinal);
        Assert.Contains("1 targets", await run.GetAsync("/targets?job=good"), StringComparison.Ordinal);
        Assert.Contains("1 targets", await run.GetAsync("/targets?search=REFUSED"), StringComparison.Ordinal);
        Assert.Contains("No target is like this.", await run.GetAsync("/targets?search=nowhere"), StringComparison.Ordinal);
    }

    private static string? Text(JsonElement target, string name) => target.GetProperty(name).GetString();

    private static Task<CollectorRun> StartedAsync(params Telemetry.Collector.Scraping.ScrapeConfigOptions[] configs) => StartedAsync(CollectorRun.Options(configs));

    private static async Task<CollectorRun> StartedAsync(CollectorOptions options)
    {
        var run = new CollectorRun(new KeepingPublisher(), options);
        await run.StartAsync();
        await Eventually.TrueAsync(
            () => run.Pool.View.Active is { Count: > 0 } active && active.All(target => target.Last is not null), Deadline, () => $"{run.Pool.View.Active.Count} targets");
        return run;
    }
}
