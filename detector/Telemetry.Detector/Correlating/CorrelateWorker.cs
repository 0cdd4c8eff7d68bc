using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Catalog;
using Telemetry.Detection.Correlation;
using Telemetry.Detector.Pulse;

namespace Telemetry.Detector.Correlating;

/// <summary>Reads the signals until the host stops.</summary>
internal sealed class CorrelateWorker(
    DetectorStreams streams, SignalCatalog catalog, CorrelatorSettings settings, DetectorPulse pulse, DetectorMetrics metrics, ILogger<CorrelateWorker> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        streams.Transport.ConsumeAsync(DetectorServices.Correlating, Create, stoppingToken);

    private CorrelateProcessor Create(int partition) => new(partition, catalog, settings, streams.Transport, metrics, logger) { Pulse = pulse };
}
