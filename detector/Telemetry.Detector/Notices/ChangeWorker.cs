using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Detector.Checkpoints;
using Telemetry.Transport;

namespace Telemetry.Detector.Notices;

/// <summary>Reads the changes of the clusters until the host stops.</summary>
internal sealed class ChangeWorker(IStreamTransport transport, DetectorMetrics metrics, ILogger<ChangeWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => transport.ConsumeAsync(
        DetectorServices.HearingChanges,
        _ => new NoticeProcessor(transport, metrics, new DeadLetters(transport, metrics, logger), fromTheBeginning: false), stoppingToken);
}
