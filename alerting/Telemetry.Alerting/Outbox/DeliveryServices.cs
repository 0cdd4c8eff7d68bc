using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Escalation;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

/// <summary>What all partitions of a process deliver with.</summary>
/// <param name="Channels">Who can be told, and the ways to them.</param>
/// <param name="Ledger">Count of what is to be sent.</param>
/// <param name="Delays">Waiting times.</param>
/// <param name="Links">Addresses of incidents.</param>
/// <param name="Contexts">What a page says beyond its records.</param>
/// <param name="Storage">Carries writes through storage that fails.</param>
/// <param name="Escalation">When a page goes to further receivers.</param>
/// <param name="Gates">What can hold incidents back.</param>
/// <param name="Metrics">Instruments.</param>
/// <param name="Time">Processing time.</param>
/// <param name="Loggers">Logs.</param>
internal sealed record DeliveryServices(
    SendChannels Channels, DeliveryLedger Ledger, RetryDelays Delays, IncidentLinks Links, PageContexts Contexts, StorageGuard Storage,
    EscalationChain Escalation, IncidentGates Gates, AlertingMetrics Metrics, TimeProvider Time, ILoggerFactory Loggers)
{
    /// <summary>Who can be told by the settings that hold.</summary>
    public ReceiverSet Receivers => Channels.Receivers;
}
