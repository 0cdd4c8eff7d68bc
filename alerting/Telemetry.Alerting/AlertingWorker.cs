using Microsoft.Extensions.Hosting;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Outbox;
using Telemetry.Contracts;
using Telemetry.Transport;

namespace Telemetry.Alerting;

/// <summary>Reads the incidents until the host stops; ends with an exception when intake or sending can no longer keep its promise.</summary>
internal sealed class AlertingWorker(
    IStreamTransport transport, DeliveryServices services, IncidentInbox inbox, IEnumerable<IDecisionObserver> observers) : BackgroundService
{
    private readonly IDecisionObserver[] _observers = [.. observers];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var consuming = transport.ConsumeAsync(AlertingServices.Subscription, CreateProcessor, stop.Token);
        var first = await Task.WhenAny(consuming, services.Ledger.Fault);
        await stop.CancelAsync();
        await consuming;
        await first;
    }

    private AlertingProcessor CreateProcessor(int partition) => new(partition, transport, services, inbox, _observers);
}
