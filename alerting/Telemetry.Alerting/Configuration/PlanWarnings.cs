using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Telemetry.Alerting.Configuration;

/// <summary>Says in the log what is odd with the plan, at the start and whenever another one comes.</summary>
internal sealed partial class PlanWarnings(CurrentPlan plans, ILogger<PlanWarnings> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        plans.Replaced += Tell;
        Tell(this, EventArgs.Empty);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        plans.Replaced -= Tell;
        return Task.CompletedTask;
    }

    private void Tell(object? sender, EventArgs args)
    {
        foreach (var warning in plans.Plan.Warnings) Log.Odd(logger, warning);
    }

    private static partial class Log
    {
        [LoggerMessage(490, LogLevel.Warning, "Settings of alerting: {Warning}.")]
        public static partial void Odd(ILogger logger, string warning);
    }
}
