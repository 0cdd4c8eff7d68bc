using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Tests.Scraping;

/// <summary>A real HTTP server on loopback that answers every request with one handler.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PageServer(WebApplication app) => _app = app;

    public string Address => new Uri(_app.Urls.First()).Authority;

    public static async Task<PageServer> StartAsync(
        RequestDelegate handler, X509Certificate2? certificate = null, Func<X509Certificate2, bool>? acceptClient = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is null) return;
            listen.UseHttps(certificate, https =>
            {
                if (acceptClient is null) return;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (client, _, _) => acceptClient(client);
            });
        }));
        builder.WebHost.UseKestrelHttpsConfiguration();
        var app = builder.Build();
        app.Run(handler);
        await app.StartAsync();
        return new PageServer(app);
    }

    public static Task<PageServer> StartAsync(string page, string contentType = "text/plain; version=0.0.4") => StartAsync(context =>
    {
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(page);
    });

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
