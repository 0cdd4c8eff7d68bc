using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Telemetry.Testing.Otlp;

/// <summary>A loopback endpoint that takes what an OTLP exporter posts over HTTP, and hands out the bodies.</summary>
public sealed class OtlpEndpoint : IAsyncDisposable
{
    private readonly Channel<byte[]> _bodies = Channel.CreateUnbounded<byte[]>();
    private readonly WebApplication _app;

    private OtlpEndpoint()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/v1/metrics", TakeAsync);
    }

    /// <summary>Where exporters post metrics.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/v1/metrics");

    /// <summary>Starts on a free port.</summary>
    public static async Task<OtlpEndpoint> StartAsync()
    {
        var endpoint = new OtlpEndpoint();
        await endpoint._app.StartAsync();
        return endpoint;
    }

    /// <summary>The next body that was posted; waits for it.</summary>
    public async Task<byte[]> NextBodyAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await _bodies.Reader.ReadAsync(deadline.Token);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        _bodies.Writer.TryWrite(body.ToArray());
    }
}
