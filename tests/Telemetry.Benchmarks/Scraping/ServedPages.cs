using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Telemetry.Benchmarks.Scraping;

/// <summary>
/// Targets on loopback, one port each, which serve recorded pages one after the other, and an endpoint that takes and forgets what a
/// peer sends on. Counts what was served.
/// </summary>
internal sealed class ServedPages : IAsyncDisposable
{
    private const string PageType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly WebApplication _app;
    private readonly Dictionary<int, IReadOnlyList<ServedPage>> _byPort = [];
    private long _scrapes, _samples, _bytes;
    private int _next;

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
        _app.MapPost("/write", ForgetAsync);
    }

    /// <summary>host:port of every target.</summary>
    public IReadOnlyList<string> Targets { get; private set; } = [];

    /// <summary>Where a peer may send what it scraped; answers 204.</summary>
    public string WriteUrl { get; private set; } = "";

    /// <summary>Starts the servers; target i serves the pages of entry i.</summary>
    public static async Task<ServedPages> StartAsync(IReadOnlyList<IReadOnlyList<ServedPage>> pagesOfTargets)
    {
        var served = new ServedPages(pagesOfTargets.Count);
        await served._app.StartAsync();
        var addresses = served._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address)).ToList();
        served.WriteUrl = $"{addresses[^1].GetLeftPart(UriPartial.Authority)}/write";
        served.Targets = [.. addresses.SkipLast(1).Select(address => address.Authority)];
        for (var i = 0; i < pagesOfTargets.Count; i++) served._byPort.Add(addresses[i].Port, pagesOfTargets[i]);
        return served;
    }

    /// <summary>What was served since the last call.</summary>
    public ServedCount TakeCount() => new(Interlocked.Exchange(ref _scrapes, 0), Interlocked.Exchange(ref _samples, 0), Interlocked.Exchange(ref _bytes, 0));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var pages = _byPort[context.Connection.LocalPort];
        var page = pages[Interlocked.Increment(ref _next) / _byPort.Count % pages.Count];
        context.Response.ContentType = PageType;
        context.Response.ContentLength = page.Body.Length;
        await context.Response.Body.WriteAsync(page.Body);
        Interlocked.Increment(ref _scrapes);
        Interlocked.Add(ref _samples, page.Samples);
        Interlocked.Add(ref _bytes, page.Body.Length);
    }

    private static async Task ForgetAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
