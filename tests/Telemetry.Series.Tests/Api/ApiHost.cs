using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Signals;
using Telemetry.Contracts.Wire;
using Telemetry.Series.Window;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.Series.Tests.Api;

/// <summary>The query role in process: embedded transport in, HTTP out.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly EmbeddedTransport _transport;
    private readonly ProtoWriter _encoder = new();

    private ApiHost(WebApplication app, EmbeddedTransport transport)
    {
        (_app, _transport) = (app, transport);
        Client = app.GetTestClient();
    }

    public HttpClient Client { get; }

    public SeriesWindow Window => _app.Services.GetRequiredService<SeriesWindow>();

    public static async Task<ApiHost> StartAsync(QueryOptions? options = null, TimeProvider? clock = null)
    {
        var transport = await EmbeddedTransport.OpenInMemoryAsync(new(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        foreach (var stream in (string[])[Streams.Signals, Streams.Incidents]) transport.DeclareGroup(stream, "query");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IStreamTransport>(transport);
        if (clock is not null) builder.Services.AddSingleton(clock);
        builder.Services.AddQuery(options ?? new());
        var app = builder.Build();
        app.MapQuery();
        await app.StartAsync();
        return new(app, transport);
    }

    public async Task PublishAsync(params SignalRecord[] records)
    {
        foreach (var record in records) await PublishAsync(Streams.Signals, record.Target.Cluster, SignalCodec.Encode(_encoder, record));
    }

    public async Task PublishAsync(params IncidentRecord[] records)
    {
        foreach (var record in records) await PublishAsync(Streams.Incidents, record.Cluster, IncidentCodec.Encode(_encoder, record));
    }

    public async Task PublishAsync(string stream, string key, ReadOnlyMemory<byte> value)
    {
        await _transport.PublishAsync(stream, System.Text.Encoding.UTF8.GetBytes(key), value, CancellationToken.None);
        await _transport.DrainAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _transport.DisposeAsync();
    }
}
