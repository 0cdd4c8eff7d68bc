using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Telemetry.EndToEnd.Collecting;

/// <summary>Many targets behind one port, told apart by their query, that note when each of them is scraped.</summary>
internal sealed class CountingTarget : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<DateTimeOffset>> _scrapes = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private readonly string _page;

    private CountingTarget(WebApplication app, string page) => (_app, _page) = (app, page);

    /// <summary>Host and port.</summary>
    public string Address => new Uri(_app.Urls.First()).Authority;

    /// <param name="page">What every target exposes.</param>
    public static async Task<CountingTarget> StartAsync(string page = "# TYPE etcd_server_has_leader gauge\netcd_server_has_leader 1\n")
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var target = new CountingTarget(app, page);
        app.Run(target.AnswerAsync);
        await app.StartAsync();
        return target;
    }

    /// <summary>When a target was scraped, in order.</summary>
    public IReadOnlyList<DateTimeOffset> ScrapesOf(string name) => [.. _scrapes.GetValueOrDefault(name) ?? []];

    /// <summary>Targets that were scraped.</summary>
    public int Count => _scrapes.Count;

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var name = context.Request.Query["name"].ToString();
        var scrapes = _scrapes.GetOrAdd(name, _ => new ConcurrentQueue<DateTimeOffset>());
        scrapes.Enqueue(TimeProvider.System.GetUtcNow());
        context.Response.ContentType = "text/plain; version=0.0.4";
        return context.Response.WriteAsync(_page);
    }
}
