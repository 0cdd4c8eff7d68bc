using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Detector.Checkpoints;
using Telemetry.Transport;

namespace Telemetry.Detector.Notices;

/// <summary>Reads what people say of incidents until the host stops; at a start all that is kept, since it is little and must not be lost.</summary>
internal sealed class FeedbackWorker(IStreamTransport transport, DetectorMetrics metrics, ILogger<FeedbackWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => transport.ConsumeAsync(
        DetectorServices.HearingFeedback,
        _ => new NoticeProcessor(transport, metrics, new DeadLetters(transport, metrics, logger), fromTheBeginning: true), stoppingToken);
}
