using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Grouping;

/// <summary>
/// Leads the open groups over to another plan: a group goes on under a route that names its receiver and groups its alerts by the same
/// values; an alert that the plan leads elsewhere stays where it was announced, until its end.
/// </summary>
internal sealed class GroupRebinding(AlertingPlan plan, AlertRegister alerts, GroupRegister groups, AlertPlacement placement)
{
    /// <summary>Binds every group and places every alert by the plan.</summary>
    public void Run(DateTimeOffset now)
    {
        groups.UnbindAll();
        foreach (var group in groups.InOrder) Bind(group);
        foreach (var tracked in alerts.All.OrderBy(tracked => tracked.Labels, AlertOrder.Instance).ToArray())
        {
            Keep(tracked);
            placement.Place(tracked, now, isPosted: false);
        }
    }

    private void Bind(AlertGroup group)
    {
        var candidates = group.Members.Values.OrderBy(member => member.Tracked.Labels, AlertOrder.Instance)
            .SelectMany(member => plan.Root.Match(member.Tracked.Labels).Select(route => (Route: route, member.Tracked.Labels)))
            .Where(candidate => candidate.Route.Receiver == group.Receiver);
        Route? fallback = null;
        foreach (var (route, labels) in candidates)
        {
            if (!groups.TryFind(route, group.Labels, out _) && AlertPlacement.LabelsOf(route, labels).Equals(group.Labels))
            {
                groups.Bind(group, route);
                return;
            }

            fallback ??= route;
        }

        group.Route = fallback ?? plan.Root;
        if (group.Members.Count == 0) BindEmpty(group);
    }

    // A group that is empty for a moment has no alert to ask the routes by: any free route that could make its labels is its own.
    private void BindEmpty(AlertGroup group)
    {
        foreach (var route in plan.Root.SelfAndDescendants())
        {
            var couldMake = route.GroupByAll || group.Labels.All(label => route.GroupBy.Contains(label.Key));
            if (route.Receiver != group.Receiver || !couldMake || groups.TryFind(route, group.Labels, out _)) continue;
            groups.Bind(group, route);
            return;
        }
    }

    private void Keep(TrackedAlert tracked)
    {
        var routes = plan.Root.Match(tracked.Labels);
        foreach (var place in tracked.Places.ToArray())
        {
            place.IsKept = !routes.Any(route => groups.TryFind(route, AlertPlacement.LabelsOf(route, tracked.Labels), out var group) && ReferenceEquals(group, place.Group));
            place.IsStranded = !routes.Any(route => route.Receiver == place.Group.Receiver);
            if (place.IsKept && (place.IsGone || !(place.IsToldToAnybody || place.IsDismissed))) placement.Detach(place);
        }
    }
}
