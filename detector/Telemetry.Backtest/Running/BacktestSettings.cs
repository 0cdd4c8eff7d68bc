using Telemetry.Catalog;
using Telemetry.Detection.Correlation;

namespace Telemetry.Backtest.Running;

/// <summary>What a backtest is asked for.</summary>
/// <param name="BudgetPerDay">False pages allowed per day, by the cluster and by each series on its own.</param>
/// <param name="Topology">Who depends on whom; what the columns themselves tell is added.</param>
internal sealed record BacktestSettings(double BudgetPerDay, Topology Topology)
{
    /// <summary>One in 30 days.</summary>
    public const double DefaultBudgetPerDay = 1.0 / 30;

    private const double DaysPerMonth = 30;

    /// <summary>The budget of the correlation: tickets may not be rarer than pages.</summary>
    public EvidenceBudget Budget => new(BudgetPerDay * DaysPerMonth, Math.Max(new EvidenceBudget().TicketsPerDay, BudgetPerDay));
}
