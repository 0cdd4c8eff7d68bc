using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Detector.Checkpoints;

namespace Telemetry.Detector.Notices;

/// <summary>Reads what people say of incidents until the host stops; at a start all that is kept, since it is little and must not be lost.</summary>
internal sealed class FeedbackWorker(DetectorStreams streams, DetectorMetrics metrics, ILogger<FeedbackWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => streams.Transport.ConsumeAsync(
        DetectorServices.HearingFeedback,
        _ => new NoticeProcessor(streams.Transport, metrics, new DeadLetters(streams.Transport, metrics, logger), fromTheBeginning: true), stoppingToken);
}
