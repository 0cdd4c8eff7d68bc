using Telemetry.Contracts;

namespace Telemetry.Collector.Scheduling;

/// <summary>Which target an event began for.</summary>
internal sealed class TargetEventArgs(TargetId target) : EventArgs
{
    public TargetId Target => target;
}
