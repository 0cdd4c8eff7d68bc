using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telemetry.Benchmarks.Sinks;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>Targets on loopback, one port each, which serve pages one after the other, and the sink that contenders send to.</summary>
internal sealed class ServedPages : IAsyncDisposable
{
    private const string PageType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly WebApplication _app;
    private readonly Dictionary<int, IReadOnlyList<ServedPage>> _byPort = [];
    private readonly ConcurrentDictionary<int, int> _scrapes = [];

    private ServedPages(int targets)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            for (var i = 0; i <= targets; i++) kestrel.Listen(IPAddress.Loopback, 0);
        });
        _app = builder.Build();
        _app.MapGet("/metrics", ServeAsync);
        _app.MapPost("/{**path}", Sink.TakeAsync);
    }

    /// <summary>host:port of every target.</summary>
    public IReadOnlyList<string> Targets { get; private set; } = [];

    /// <summary>Base of the sink's addresses: <c>/write</c> for remote write, anything else for our records.</summary>
    public string SinkUrl { get; private set; } = "";

    /// <summary>What arrived.</summary>
    public ScrapeSink Sink { get; } = new();

    /// <summary>Samples of one round over all targets.</summary>
    public long Series => _byPort.Values.Sum(pages => (long)pages[0].Samples);

    /// <summary>How many targets have been asked for their page since the start.</summary>
    public int TargetsScraped => _scrapes.Count;

    /// <summary>Starts the servers; target i serves the pages of entry i.</summary>
    public static async Task<ServedPages> StartAsync(IReadOnlyList<IReadOnlyList<ServedPage>> pagesOfTargets)
    {
        var served = new ServedPages(pagesOfTargets.Count);
        await served._app.StartAsync();
        var addresses = served._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        served.SinkUrl = addresses[^1].GetLeftPart(UriPartial.Authority);
        served.Targets = [.. addresses.SkipLast(1).Select(address => address.Authority)];
        for (var i = 0; i < pagesOfTargets.Count; i++) served._byPort.Add(addresses[i].Port, pagesOfTargets[i]);
        return served;
    }

    /// <summary>Samples on the page of a target, all of whose pages have the same number.</summary>
    public int SamplesOf(string target) => _byPort[new Uri($"http://{target}").Port][0].Samples;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var port = context.Connection.LocalPort;
        var scrape = _scrapes.AddOrUpdate(port, 1, static (_, before) => before + 1);
        var pages = _byPort[port];
        var page = pages[scrape % pages.Count];
        context.Response.ContentType = PageType;
        context.Response.ContentLength = page.Body.Length;
        await context.Response.Body.WriteAsync(page.Body);
    }
}
