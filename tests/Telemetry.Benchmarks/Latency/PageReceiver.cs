using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Telemetry.Benchmarks.Latency;

/// <summary>A webhook on loopback that notes when the first byte of each page came.</summary>
internal sealed class PageReceiver : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, long> _arrivals = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private PageReceiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/page", TakeAsync);
    }

    /// <summary>Where to post.</summary>
    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/page";

    public static async Task<PageReceiver> StartAsync()
    {
        var receiver = new PageReceiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>When the first page of a cluster came, in ticks of <see cref="Stopwatch"/>; null while none has.</summary>
    public long? ArrivalOf(string cluster) => _arrivals.TryGetValue(cluster, out var at) ? at : null;

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var at = Stopwatch.GetTimestamp();
        using var message = await JsonDocument.ParseAsync(context.Request.Body);
        _arrivals.TryAdd(message.RootElement.GetProperty("data").GetProperty("cluster").GetString()!, at);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
