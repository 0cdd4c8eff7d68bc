using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Telemetry.Hosting.Running;

/// <summary>
/// Runs a host to its end and says by the exit code how it ended. The framework ends with 0 when a worker has crashed; here that is 1,
/// so that Kubernetes can see it.
/// </summary>
public static partial class HostRunner
{
    /// <summary>
    /// Starts the host, waits for a signal, for <paramref name="stop"/> or for a worker that dies, stops it and disposes it.
    /// </summary>
    /// <returns>0 after a graceful stop; 1 when a worker failed, did not stop in time, or the host could not start.</returns>
    public static async Task<int> RunAsync(IHost host, CancellationToken stop = default)
    {
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(HostRunner).FullName!);
        var workers = host.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        try
        {
            if (!await TryStartAsync(host, logger, stop)) return 1;
            await host.WaitForShutdownAsync(stop);
            return Judge(workers, logger);
        }
        finally
        {
            await DisposeAsync(host);
        }
    }

    private static async Task<bool> TryStartAsync(IHost host, ILogger logger, CancellationToken stop)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await host.StartAsync(stop);
            Log.Started(logger, string.Join(" ", Addresses(host)));
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // A signal during the start: what has started is stopped below, and that is a graceful end.
            return true;
        }
        catch (Exception failure) when (failure is SocketException or IOException { InnerException: AddressInUseException })
        {
            Log.CannotListen(logger, failure.Message.TrimEnd('.'));
            await host.StopAsync(CancellationToken.None);
            return false;
        }
    }

    private static IEnumerable<string> Addresses(IHost host) =>
        host.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    private static int Judge(BackgroundService[] workers, ILogger logger)
    {
        var code = 0;
        foreach (var worker in workers)
        {
            var name = worker.GetType().Name;
            switch (worker.ExecuteTask)
            {
                case { IsFaulted: true } task:
                    Log.WorkerFailed(logger, task.Exception!.InnerException!, name, task.Exception.InnerException!.Message);
                    code = 1;
                    break;
                case { IsCompleted: false }:
                    Log.WorkerStuck(logger, name);
                    code = 1;
                    break;
            }
        }
        Log.Stopped(logger, code);
        return code;
    }

    private static async ValueTask DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }

    private static partial class Log
    {
        [LoggerMessage(100, LogLevel.Information, "Started; listening on {Addresses}")]
        public static partial void Started(ILogger logger, string addresses);

        [LoggerMessage(101, LogLevel.Information, "Stopped with exit code {Code}")]
        public static partial void Stopped(ILogger logger, int code);

        [LoggerMessage(102, LogLevel.Critical, "Cannot listen: {Reason}. Set another web.listen-address")]
        public static partial void CannotListen(ILogger logger, string reason);

        [LoggerMessage(103, LogLevel.Critical, "The worker {Worker} died, so the process ends: {Reason}")]
        public static partial void WorkerFailed(ILogger logger, Exception failure, string worker, string reason);

        [LoggerMessage(104, LogLevel.Error, "The worker {Worker} did not stop within the deadline; what it held may be lost")]
        public static partial void WorkerStuck(ILogger logger, string worker);
    }
}
