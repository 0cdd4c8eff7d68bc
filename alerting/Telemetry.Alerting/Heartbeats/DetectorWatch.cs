using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Api;
using Telemetry.Alerting.Board;
using Telemetry.Contracts.Alerts;
using Telemetry.Transport;

namespace Telemetry.Alerting.Heartbeats;

/// <summary>
/// Pages when a detector that was heard of falls silent or behind. It does so as anybody would, with an alert that goes by the routes;
/// replicas say the same alert, which is one.
/// </summary>
internal sealed partial class DetectorWatch(
    HeartbeatOptions options, AlertBoard board, CommandPublisher publisher, TimeProvider time, ILogger<DetectorWatch> logger) : BackgroundService
{
    /// <summary>Time between two looks.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Time after which a firing alert is said again.</summary>
    private static readonly TimeSpan Resend = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, WatchedDetector> _watched = new(StringComparer.Ordinal);

    /// <summary>Looks once.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var heard in board.Heartbeats)
        {
            var source = ((Heartbeat)heard.Body).Source;
            if (source.StartsWith(Heartbeat.DetectorPrefix, StringComparison.Ordinal)) await JudgeAsync(source, heard, now, cancellationToken);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (TransportException refused)
            {
                // Without the stream nobody can be paged from here: the outside switch is what notices.
                Log.NotSaid(logger, refused.Message);
            }
        }
    }

    private async Task JudgeAsync(string source, AlertCommand heard, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Silence is counted from when a heartbeat was first seen here: after a start from the first look, and whatever the detector's clock says.
        var before = _watched.GetValueOrDefault(source);
        var watched = before?.HeardAt == heard.At ? before : new WatchedDetector(heard.At, now, before?.Since, before?.SaidAt);
        _watched[source] = watched;
        var isForgotten = now - watched.SeenAt > SilentDetector.ForgottenAfter;
        var fault = isForgotten ? null : SilentDetector.FaultOf(heard, now - watched.SeenAt, options);
        if (fault is not null ? now - watched.SaidAt < Resend : watched.Since is null) return;
        await publisher.PublishAsync("telemetry", new PostedAlerts([SilentDetector.AlertOf(source, fault, watched.Since ?? now, now)]), cancellationToken);
        if (watched.Since is null) Log.Silent(logger, source, fault!);
        _watched[source] = fault is null ? watched with { Since = null, SaidAt = null } : watched with { Since = watched.Since ?? now, SaidAt = now };
        if (!isForgotten) return;
        board.ForgetHeartbeat(source);
        _watched.Remove(source);
    }

    /// <summary>What the watch knows of a detector.</summary>
    /// <param name="HeardAt">Time of its last heartbeat, by its own clock.</param>
    /// <param name="SeenAt">When that was first seen here.</param>
    /// <param name="Since">Since when its alert fires; null where it does not.</param>
    /// <param name="SaidAt">When the alert was said last.</param>
    private sealed record WatchedDetector(DateTimeOffset HeardAt, DateTimeOffset SeenAt, DateTimeOffset? Since, DateTimeOffset? SaidAt);

    private static partial class Log
    {
        [LoggerMessage(560, LogLevel.Error, "{Source}: {Fault}")]
        public static partial void Silent(ILogger logger, string source, string fault);

        [LoggerMessage(561, LogLevel.Error, "A silent detector could not be told of: {Reason}")]
        public static partial void NotSaid(ILogger logger, string reason);
    }
}
