using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Grouping;

/// <summary>
/// Leads the open groups over to another plan: a group goes on under a route that names its receiver and groups its alerts by the same
/// values; an alert that the plan leads elsewhere stays where it was announced, until its end.
/// </summary>
internal sealed class GroupRebinding(Route root, RouteList routes, AlertRegister alerts, GroupRegister groups, AlertPlacement placement)
{
    /// <summary>Binds every group and places every alert by the plan.</summary>
    /// <param name="now">Present time.</param>
    /// <param name="isReload">Whether the plan is another one; else groups that had no route get none.</param>
    public void Run(DateTimeOffset now, bool isReload)
    {
        groups.UnbindAll();
        foreach (var group in groups.InOrder)
        {
            if (isReload || !Continue(group)) Bind(group);
        }

        foreach (var tracked in alerts.All.OrderBy(tracked => tracked.Labels, AlertOrder.Instance).ToArray())
        {
            Keep(tracked);

            // A post that came after the last look has been placed as of its own time.
            var updated = tracked.Alert.UpdatedAt;
            placement.Place(tracked, updated > now ? updated : now, isPosted: false);
        }
    }

    private bool Continue(AlertGroup group)
    {
        if (routes.At(group.RouteIndex) is not { } route) return false;
        if (group.IsDetached) group.Route = route;
        else if (route.Receiver == group.Receiver && CouldMake(route, group) && !groups.TryFind(route, group.Labels, out _)) groups.Bind(group, route, group.RouteIndex);
        else return false;
        return true;
    }

    // Routes that make the group of its own alerts come first, then those that could make it of others; the old place decides between equals.
    private void Bind(AlertGroup group)
    {
        var own = RoutesOf(group);
        var makers = own.Where(route => route.MakesIt).Select(route => route.Route).OrderBy(IsElsewhere)
            .Concat(root.SelfAndDescendants().Where(route => route.Receiver == group.Receiver && CouldMake(route, group)).OrderBy(IsElsewhere));
        if (makers.FirstOrDefault(route => !groups.TryFind(route, group.Labels, out _)) is { } maker)
        {
            groups.Bind(group, maker, routes.IndexOf(maker));
        }
        else
        {
            group.Route = own.Count > 0 ? own[0].Route : root;
            group.RouteIndex = routes.IndexOf(group.Route);
            group.IsDetached = true;
        }

        groups.Changed(group);

        bool IsElsewhere(Route route) => routes.IndexOf(route) != group.RouteIndex;
    }

    private List<(Route Route, bool MakesIt)> RoutesOf(AlertGroup group) =>
        group.Members.Values.OrderBy(member => member.Tracked.Labels, AlertOrder.Instance)
            .SelectMany(member => root.Match(member.Tracked.Labels)
                .Select(route => (Route: route, AlertPlacement.LabelsOf(route, member.Tracked.Labels).Equals(group.Labels))))
            .Where(candidate => candidate.Route.Receiver == group.Receiver).ToList();

    private static bool CouldMake(Route route, AlertGroup group) =>
        route.GroupByAll || group.Labels.All(label => route.GroupBy.Contains(label.Key));

    private void Keep(TrackedAlert tracked)
    {
        var matching = root.Match(tracked.Labels);
        foreach (var place in tracked.Places.ToArray())
        {
            place.IsKept = !matching.Any(route => groups.TryFind(route, AlertPlacement.LabelsOf(route, tracked.Labels), out var group) && ReferenceEquals(group, place.Group));
            place.IsStranded = !matching.Any(route => route.Receiver == place.Group.Receiver);
        }
    }
}
