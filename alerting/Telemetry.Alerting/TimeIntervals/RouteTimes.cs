using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.TimeIntervals;

/// <summary>What the time intervals of a route say of a moment. Pure.</summary>
internal static class RouteTimes
{
    /// <summary>What keeps the route silent at a time, with the names of its intervals; null where nothing does.</summary>
    public static (HoldReason Reason, string By)? HoldOf(AlertingPlan plan, Route route, DateTimeOffset now)
    {
        if (route.ActiveTimeIntervals.Count > 0 && !route.ActiveTimeIntervals.Any(name => Holds(plan, name, now)))
            return (HoldReason.Inactive, string.Join(", ", route.ActiveTimeIntervals));
        foreach (var name in route.MuteTimeIntervals)
        {
            if (Holds(plan, name, now)) return (HoldReason.Muted, name);
        }

        return null;
    }

    private static bool Holds(AlertingPlan plan, string interval, DateTimeOffset now) =>
        plan.TimeIntervals.TryGetValue(interval, out TimeInterval? times) && times.Contains(now);
}
