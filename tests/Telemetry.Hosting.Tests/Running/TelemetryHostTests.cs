using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.Running;
using Xunit;

namespace Telemetry.Hosting.Tests.Running;

public sealed class TelemetryHostTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private WebApplication _host = null!;
    private HealthCheckResult _role = HealthCheckResult.Unhealthy("no scrape yet");

    public async Task InitializeAsync()
    {
        var builder = TelemetryHost.CreateBuilder("test", new WebOptions { ListenAddress = "127.0.0.1:0" }, new DiagnosticsOptions());
        builder.Services.AddHealthChecks().AddCheck("collector", () => _role);
        _host = builder.Build();
        _host.MapHostPages();
        await _host.StartAsync();
        _client.BaseAddress = new Uri(_host.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Healthz_RunningProcess_AnswersOk() => Assert.Equal("ok\n", await _client.GetStringAsync("/healthz"));

    [Fact]
    public async Task Readyz_RoleNotReady_Answers503WithTheReason()
    {
        var answer = await _client.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("collector: not ready: no scrape yet\nhost: ready\n", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Readyz_EveryCheckAgrees_Answers200()
    {
        _role = HealthCheckResult.Healthy();

        Assert.Equal("collector: ready\nhost: ready\n", await _client.GetStringAsync("/readyz"));
    }

    [Fact]
    public async Task Metrics_RuntimeAndOwnMeters_AreShownAndOthersAreNot()
    {
        var factory = _host.Services.GetRequiredService<IMeterFactory>();
        factory.Create("Telemetry.Test").CreateCounter<long>("telemetry.test.things", "{thing}").Add(3);
        factory.Create("Vendor.Test").CreateCounter<long>("vendor.things").Add(1);
        using var foreign = new Meter("Telemetry.Test");
        foreign.CreateCounter<long>("telemetry.test.foreign").Add(1);

        var page = await _client.GetStringAsync("/metrics");

        Assert.Contains("\ntelemetry_test_things_total 3\n", page, StringComparison.Ordinal);
        Assert.Contains("# TYPE dotnet_gc_collections_total counter\n", page, StringComparison.Ordinal);
        Assert.DoesNotContain("vendor", page, StringComparison.Ordinal);
        Assert.DoesNotContain("foreign", page, StringComparison.Ordinal);
    }
}
