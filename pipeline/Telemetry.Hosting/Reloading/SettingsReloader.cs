using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Telemetry.Hosting.Reloading;

/// <summary>Reloads the settings on SIGHUP and when asked to. A file that is wrong changes nothing.</summary>
internal sealed partial class SettingsReloader(ISettingsReload reload, ReloadMetrics metrics, TimeProvider time, ILogger<SettingsReloader> logger) : IHostedService, IDisposable
{
    private readonly Lock _lock = new();
    private PosixSignalRegistration? _signal;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        metrics.Loaded(time.GetUtcNow(), needRestart: 0);
        _signal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            // Without this a hang-up ends the process.
            context.Cancel = true;
            Reload();
        });
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose() => _signal?.Dispose();

    /// <summary>Reloads; those who ask at the same time wait for each other.</summary>
    public ReloadOutcome Reload()
    {
        lock (_lock)
        {
            var outcome = reload.Reload();
            if (outcome.Problems.Count > 0) Refuse(outcome.Problems);
            else Tell(outcome);
            return outcome;
        }
    }

    private void Refuse(IReadOnlyList<string> problems)
    {
        metrics.Refused();
        foreach (var problem in problems) Log.Refused(logger, problem);
    }

    private void Tell(ReloadOutcome outcome)
    {
        metrics.Loaded(time.GetUtcNow(), outcome.NeedRestart.Count);
        Log.Reloaded(logger, outcome.Changed.Count == 0 ? "nothing" : string.Join(", ", outcome.Changed));
        if (outcome.NeedRestart.Count > 0) Log.NeedsRestart(logger, string.Join(", ", outcome.NeedRestart));
    }

    private static partial class Log
    {
        [LoggerMessage(130, LogLevel.Information, "Settings reloaded; changed: {Keys}.")]
        public static partial void Reloaded(ILogger logger, string keys);

        [LoggerMessage(131, LogLevel.Error, "Settings not reloaded, those before go on: {Problem}")]
        public static partial void Refused(ILogger logger, string problem);

        [LoggerMessage(132, LogLevel.Warning, "These settings have changed too, but hold only after a restart: {Keys}.")]
        public static partial void NeedsRestart(ILogger logger, string keys);
    }
}
