using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Inbox;
using Telemetry.Transport;

namespace Telemetry.Alerting.Audit;

/// <summary>
/// Says what alerting keeps from people and what it could not tell them: messages that no receiver took, incidents that flap, tickets beyond
/// the budget. Each as an alert of our own (<see cref="OwnAlarms"/>).
/// </summary>
internal sealed partial class FatigueWatch(IncidentInbox inbox, IncidentGates gates, OwnAlarms alarms, TimeProvider time, ILogger<FatigueWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Looks once, and says what there is to say.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var alarm in FatigueAlarms.Of(inbox.DeadRows, inbox.Held, gates.TeamOf, now)) await alarms.RaiseAsync(alarm, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (TransportException fault)
            {
                // It is said again in a moment; what sends pages goes on without.
                Log.NotSaid(logger, fault.Message);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(580, LogLevel.Warning, "An alarm of alerting's own is not on the stream yet: {Fault}")]
        public static partial void NotSaid(ILogger logger, string fault);
    }
}
