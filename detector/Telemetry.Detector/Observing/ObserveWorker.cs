using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Detector.Observing.Feeds;

namespace Telemetry.Detector.Observing;

/// <summary>Reads the metrics until the host stops.</summary>
internal sealed class ObserveWorker(
    DetectorStreams streams, SignalCatalog catalog, DetectorChoices detectors, DetectorMetrics metrics, ILogger<ObserveWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        streams.Transport.ConsumeAsync(DetectorServices.Observing, Create, stoppingToken);

    private ObserveProcessor Create(int partition) => new(partition, catalog, detectors, streams.Transport, metrics, logger);
}
