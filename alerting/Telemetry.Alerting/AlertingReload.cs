using Telemetry.Alerting.Configuration;

namespace Telemetry.Alerting;

/// <summary>Puts other settings in force while alerting runs: routes, rules, times, templates and receivers, all at once.</summary>
public sealed class AlertingReload
{
    private readonly CurrentPlan _plans;

    internal AlertingReload(CurrentPlan plans) => _plans = plans;

    /// <summary>Works by these settings from now on. Open episodes keep their keys, and messages that are under way their receivers.</summary>
    /// <param name="options">Validated settings.</param>
    public void Apply(AlertingOptions options) => _plans.Replace(AlertingPlan.From(options));
}
