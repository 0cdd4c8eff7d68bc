namespace Telemetry.Alerting.Configuration;

/// <summary>The plan that holds. Whoever works by it compares the reference at each step and takes a new one over whole.</summary>
internal sealed class CurrentPlan(AlertingPlan plan)
{
    private readonly Lock _lock = new();
    private AlertingPlan _plan = plan;
    private long _retiredFailures;

    /// <summary>Another plan is in force; told on the thread that put it there, in the order in which listeners came.</summary>
    public event EventHandler? Replaced;

    /// <summary>The plan in force.</summary>
    public AlertingPlan Plan => Volatile.Read(ref _plan);

    /// <summary>How often the templates of this plan and of those before it could not be expanded; it never falls.</summary>
    public long TemplateFailures
    {
        get { lock (_lock) return _retiredFailures + _plan.Templates.Failures; }
    }

    /// <summary>Puts another plan in force.</summary>
    public void Replace(AlertingPlan plan)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_plan.Templates, plan.Templates)) _retiredFailures += _plan.Templates.Failures;
            Volatile.Write(ref _plan, plan);
        }

        Replaced?.Invoke(this, EventArgs.Empty);
    }
}
