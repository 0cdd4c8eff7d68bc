using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.Running;
using Xunit;

namespace Telemetry.Hosting.Tests.Diagnostics;

/// <summary>A receiver on loopback sees what the host exports, at the latest when it stops.</summary>
public sealed class OtlpExportTests : IAsyncLifetime
{
    private readonly Dictionary<string, string> _received = new(StringComparer.Ordinal);
    private WebApplication _receiver = null!;
    private string? _token;

    public async Task InitializeAsync()
    {
        var builder = TelemetryHost.CreateBuilder("receiver", new WebOptions { ListenAddress = "127.0.0.1:0" }, new DiagnosticsOptions());
        _receiver = builder.Build();
        _receiver.MapPost("/base/v1/{signal}", async (string signal, HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            lock (_received)
            {
                _received[signal] = _received.GetValueOrDefault(signal) + Encoding.Latin1.GetString(body.ToArray());
                _token = context.Request.Headers["x-token"];
            }
        });
        await _receiver.StartAsync();
    }

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Stop_EndpointSet_TracesAndMetricsHaveArrived()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "x-token=sesame\n");
        var options = new OtlpOptions
        {
            Endpoint = new Uri(_receiver.Urls.Single() + "/base"),
            Protocol = OtlpProtocol.HttpProtobuf,
            HeadersFile = file,
        };
        var builder = TelemetryHost.CreateBuilder(
            "sender", new WebOptions { ListenAddress = "127.0.0.1:0" }, new DiagnosticsOptions { Otlp = options });
        await using var host = builder.Build();
        await host.StartAsync();
        using var source = new ActivitySource("Telemetry.Test");
        source.StartActivity("observe etcd")!.Dispose();
        host.Services.GetRequiredService<IMeterFactory>().Create("Telemetry.Test").CreateCounter<long>("telemetry.test.exported").Add(1);

        await host.StopAsync();
        await host.StopAsync();

        Assert.Contains("observe etcd", _received["traces"], StringComparison.Ordinal);
        Assert.Contains("telemetry.test.exported", _received["metrics"], StringComparison.Ordinal);
        Assert.Contains("telemetry-sender", _received["metrics"], StringComparison.Ordinal);
        Assert.Equal("sesame", _token);
        File.Delete(file);
    }
}
