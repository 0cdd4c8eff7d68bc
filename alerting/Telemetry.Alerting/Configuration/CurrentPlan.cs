namespace Telemetry.Alerting.Configuration;

/// <summary>The plan that holds. Whoever works by it compares the reference at each step and takes a new one over whole.</summary>
internal sealed class CurrentPlan(AlertingPlan plan)
{
    private AlertingPlan _plan = plan;

    /// <summary>Another plan is in force; told on the thread that put it there, in the order in which listeners came.</summary>
    public event EventHandler? Replaced;

    /// <summary>The plan in force.</summary>
    public AlertingPlan Plan => Volatile.Read(ref _plan);

    /// <summary>Puts another plan in force.</summary>
    public void Replace(AlertingPlan plan)
    {
        Volatile.Write(ref _plan, plan);
        Replaced?.Invoke(this, EventArgs.Empty);
    }
}
