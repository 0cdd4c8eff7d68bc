using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Detector.Checkpoints;

namespace Telemetry.Detector.Notices;

/// <summary>Reads the changes of the clusters until the host stops.</summary>
internal sealed class ChangeWorker(DetectorStreams streams, DetectorMetrics metrics, ILogger<ChangeWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => streams.Transport.ConsumeAsync(
        DetectorServices.HearingChanges,
        _ => new NoticeProcessor(streams.Transport, metrics, new DeadLetters(streams.Transport, metrics, logger), fromTheBeginning: false), stoppingToken);
}
