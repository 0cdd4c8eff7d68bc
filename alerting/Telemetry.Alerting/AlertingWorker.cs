using Microsoft.Extensions.Hosting;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Outbox;
using Telemetry.Transport;

namespace Telemetry.Alerting;

/// <summary>Reads the incidents and the alert commands until the host stops; ends with an exception when intake or sending can no longer keep its promise.</summary>
internal sealed class AlertingWorker(
    IStreamTransport transport, DeliveryServices services, CurrentPlan plans, SteadyTime clock, BoardKeeper keeper,
    IncidentInbox inbox, IEnumerable<IDecisionObserver> observers) : BackgroundService
{
    private readonly IDecisionObserver[] _observers = [.. observers];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var incidents = transport.ConsumeAsync(
            AlertingServices.Subscription, partition => new AlertingProcessor(partition, transport, services, inbox, _observers), stop.Token);
        var alerts = transport.ConsumeAsync(
            AlertingServices.AlertsSubscription, partition => new AlertsProcessor(partition, transport, services, plans, clock, keeper, inbox), stop.Token);
        var first = await Task.WhenAny(incidents, alerts, services.Ledger.Fault);
        await stop.CancelAsync();
        await Task.WhenAll(incidents, alerts);
        await first;
    }
}
