using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telemetry.Collector.Pages;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Targets;
using Telemetry.Transport;

namespace Telemetry.Collector.Tests;

/// <summary>A whole collector in this process, with its pages on a port of its own.</summary>
internal sealed class CollectorRun : IAsyncDisposable
{
    private readonly WebApplication _app;

    public CollectorRun(IStreamPublisher publisher, CollectorOptions options, System.Diagnostics.Metrics.IMeterFactory? meters = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddSingleton(publisher);
        builder.Services.AddCollector(options);
        if (meters is not null) builder.Services.AddSingleton(meters);
        _app = builder.Build();
        _app.MapCollector();
    }

    public ScrapePool Pool => _app.Services.GetRequiredService<ScrapePool>();

    public CollectorReload Reload => _app.Services.GetRequiredService<CollectorReload>();

    public Task StartAsync() => _app.StartAsync();

    public Task StopAsync() => _app.StopAsync();

    public async Task<string> GetAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri(new Uri(_app.Urls.First()), path));
    }

    /// <summary>Options of jobs.</summary>
    public static CollectorOptions Options(params ScrapeConfigOptions[] configs) => new() { Cluster = "test", ScrapeConfigs = configs };

    public static ScrapeConfigOptions Job(string name, string address, double seconds = 1, string path = "/metrics") => new()
    {
        JobName = name,
        Targets = [address],
        ScrapeInterval = TimeSpan.FromSeconds(seconds),
        MetricsPath = path,
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
