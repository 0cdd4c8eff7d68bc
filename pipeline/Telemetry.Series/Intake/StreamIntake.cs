using Microsoft.Extensions.Hosting;
using Telemetry.Transport;

namespace Telemetry.Series.Intake;

/// <summary>Reads one stream into the window for as long as the host runs.</summary>
internal sealed class StreamIntake(IStreamTransport transport, StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        transport.ConsumeAsync(subscription, createProcessor, stoppingToken);
}
