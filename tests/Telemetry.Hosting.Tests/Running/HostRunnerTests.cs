using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Telemetry.Hosting.Diagnostics;
using Telemetry.Hosting.Running;
using Xunit;

namespace Telemetry.Hosting.Tests.Running;

public sealed class HostRunnerTests
{
    [Fact]
    public async Task Run_StoppedOnRequest_ReturnsZero()
    {
        using var stop = new CancellationTokenSource();
        var host = Build(async token => await Task.Delay(Timeout.Infinite, token));
        host.Lifetime.ApplicationStarted.Register(stop.Cancel);

        Assert.Equal(0, await HostRunner.RunAsync(host, stop.Token));
    }

    [Fact]
    public async Task Run_WorkerCrashesAtOnce_ReturnsOne()
    {
        var host = Build(_ => throw new InvalidOperationException("broken"));

        Assert.Equal(1, await HostRunner.RunAsync(host));
    }

    [Fact]
    public async Task Run_WorkerCrashesWhileOthersRun_ReturnsOne()
    {
        var started = new TaskCompletionSource();
        var host = Build(
            async token => await Task.Delay(Timeout.Infinite, token),
            async _ =>
            {
                await started.Task;
                throw new InvalidOperationException("broken");
            });
        host.Lifetime.ApplicationStarted.Register(started.SetResult);

        Assert.Equal(1, await HostRunner.RunAsync(host));
    }

    [Fact]
    public async Task Run_WorkerFinishes_IsNoFailure()
    {
        using var stop = new CancellationTokenSource();
        var host = Build(_ => Task.CompletedTask);
        host.Lifetime.ApplicationStarted.Register(stop.Cancel);

        Assert.Equal(0, await HostRunner.RunAsync(host, stop.Token));
    }

    [Fact]
    public async Task Run_WorkerIgnoresTheStop_ReturnsOneAfterTheDeadline()
    {
        using var stop = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        var host = Build(TimeSpan.FromMilliseconds(100), async _ =>
        {
            await stop.CancelAsync();
            await never.Task;
        });

        Assert.Equal(1, await HostRunner.RunAsync(host, stop.Token));
    }

    [Fact]
    public async Task Run_StoppedTwice_IsHarmless()
    {
        var host = Build(async token => await Task.Delay(Timeout.Infinite, token));
        host.Lifetime.ApplicationStarted.Register(() =>
        {
            host.Lifetime.StopApplication();
            host.Lifetime.StopApplication();
        });
        host.Lifetime.ApplicationStopped.Register(host.Lifetime.StopApplication);

        Assert.Equal(0, await HostRunner.RunAsync(host));
    }

    [Fact]
    public async Task Run_PortTaken_ReturnsOne()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var builder = TelemetryHost.CreateBuilder(
            "test", new WebOptions { ListenAddress = taken.LocalEndpoint.ToString()! }, new DiagnosticsOptions());

        Assert.Equal(1, await HostRunner.RunAsync(builder.Build()));
    }

    [Fact]
    public async Task Run_AddressOfAnotherMachine_ReturnsOne()
    {
        var builder = TelemetryHost.CreateBuilder("test", new WebOptions { ListenAddress = "192.0.2.1:0" }, new DiagnosticsOptions());

        Assert.Equal(1, await HostRunner.RunAsync(builder.Build()));
    }

    [Fact]
    public async Task Run_EveryAddress_Listens()
    {
        using var stop = new CancellationTokenSource();
        var host = TelemetryHost.CreateBuilder("test", new WebOptions { ListenAddress = ":0" }, new DiagnosticsOptions()).Build();
        host.Lifetime.ApplicationStarted.Register(stop.Cancel);

        Assert.Equal(0, await HostRunner.RunAsync(host, stop.Token));
    }

    private static WebApplication Build(params Func<CancellationToken, Task>[] workers) => Build(TelemetryHost.StopDeadline, workers);

    private static WebApplication Build(TimeSpan deadline, params Func<CancellationToken, Task>[] workers)
    {
        var builder = TelemetryHost.CreateBuilder("test", new WebOptions { ListenAddress = "127.0.0.1:0" }, new DiagnosticsOptions());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = deadline);
        foreach (var work in workers) builder.Services.AddSingleton<IHostedService>(new Worker(work));
        return builder.Build();
    }

    private sealed class Worker(Func<CancellationToken, Task> work) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => work(stoppingToken);
    }
}
