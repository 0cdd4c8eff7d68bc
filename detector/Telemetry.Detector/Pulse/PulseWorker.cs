using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Detector.Pulse;

/// <summary>Tells alerting that the detector is alive and how far it has come, so that it can page when that stops (X22).</summary>
internal sealed partial class PulseWorker(DetectorPulse pulse, IStreamTransport transport, TimeProvider time, ILogger<PulseWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly ProtoWriter _writer = new();

    /// <summary>Publishes one heartbeat for each cluster.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var (cluster, through) in pulse.Through)
        {
            var heartbeat = new AlertCommand(time.GetUtcNow(), "detector", new Heartbeat(Heartbeat.DetectorPrefix + cluster, through));
            await transport.PublishAsync(Streams.Alerts, AlertCommand.Key, AlertCommandCodec.Encode(_writer, heartbeat), cancellationToken);
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
                // That heartbeats are missing is what is meant to be noticed.
                Log.NotSent(logger, refused.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(460, LogLevel.Warning, "The detector's heartbeat was not accepted: {Reason}")]
        public static partial void NotSent(ILogger logger, string reason);
    }
}
