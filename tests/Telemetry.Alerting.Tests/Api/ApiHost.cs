using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Testing;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;

namespace Telemetry.Alerting.Tests.Api;

/// <summary>The alerting role in process, on an embedded transport, as a client of its API sees it.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiHost(WebApplication app, EmbeddedTransport transport)
    {
        (_app, Transport) = (app, transport);
        Client = app.GetTestClient();
    }

    public HttpClient Client { get; }

    public EmbeddedTransport Transport { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<ApiHost> StartAsync(AlertingOptions? options = null, TimeProvider? time = null, IStreamTransport? over = null)
    {
        var transport = await EmbeddedTransport.OpenInMemoryAsync(new(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSingleton(over ?? transport);
        builder.Services.AddSingleton<IStreamPublisher>(provider => provider.GetRequiredService<IStreamTransport>());
        builder.Services.AddAlerting(options ?? new AlertingOptions(), new Uri("https://telemetry.example.com/"));
        var app = builder.Build();
        app.MapAlerting();
        await app.StartAsync();
        return new(app, transport);
    }

    /// <summary>Status and body of a request.</summary>
    public Task<(int Status, string Body)> SendAsync(string method, string path, string? body = null, string type = "application/json") =>
        SendAsync(Client, method, path, body, type);

    /// <inheritdoc cref="SendAsync(string, string, string?, string)"/>
    public static async Task<(int Status, string Body)> SendAsync(HttpClient client, string method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(body));
            if (type.Length > 0) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Transport.DisposeAsync();
    }
}
