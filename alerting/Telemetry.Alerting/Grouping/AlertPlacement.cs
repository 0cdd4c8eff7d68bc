using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>Leads alerts into the groups of their routes.</summary>
internal sealed class AlertPlacement(AlertingPlan plan, RouteList routes, AlertRegister alerts, GroupRegister groups, LookQueue queue)
{
    /// <summary>Leads an alert into the groups that it is not in yet. One that is over opens none.</summary>
    /// <param name="tracked">The alert.</param>
    /// <param name="now">Present time.</param>
    /// <param name="isPosted">Whether it was just posted, which may bring its groups' first looks forward.</param>
    public void Place(TrackedAlert tracked, DateTimeOffset now, bool isPosted)
    {
        foreach (var idle in tracked.Places.FindAll(place => place is { IsKept: true, IsBinding: false })) Detach(idle);
        var kept = tracked.Places.FindAll(place => place is { IsKept: true, IsStranded: false });
        foreach (var route in plan.Root.Match(tracked.Labels))
        {
            var labels = LabelsOf(route, tracked.Labels);
            var group = FindAlive(route, labels, now);
            if (group is not null && tracked.PlaceIn(group) is { } place)
            {
                if (isPosted) Return(place, now);
            }
            else if (kept.Find(other => other.Group.Receiver == route.Receiver) is { } staying) kept.Remove(staying);
            else if (!tracked.Alert.IsResolvedAt(now)) Join(group ?? groups.Open(route, routes.IndexOf(route), labels), tracked, now);
        }

        alerts.Release(tracked);
    }

    /// <summary>Takes an alert out of a group, and forgets it if that was the last one.</summary>
    public void Leave(GroupMember place)
    {
        Detach(place);
        alerts.Release(place.Tracked);
    }

    /// <summary>Takes an alert out of a group; it is placed anew next.</summary>
    public void Detach(GroupMember place)
    {
        place.Group.Members.Remove(place.Tracked.Labels);
        place.Tracked.Places.Remove(place);
        groups.Changed(place.Group);
    }

    /// <summary>Forgets a group and the places in it.</summary>
    public void Close(AlertGroup group)
    {
        foreach (var member in group.Members.Values.ToArray()) Leave(member);
        queue.Remove(group);
        groups.Remove(group);
    }

    /// <summary>Lets a group's first look be when its alert asks for it, if none comes earlier.</summary>
    public void Hurry(AlertGroup group, PostedAlert alert, DateTimeOffset now)
    {
        var first = FirstLook(group.Route, alert, now);
        if (group.HasFlushed || first >= group.NextLook) return;
        group.NextLook = group.Anchor = first;
        groups.Changed(group);
        queue.Put(group);
    }

    /// <summary>Values of the labels by which a route groups an alert.</summary>
    public static LabelSet LabelsOf(Route route, LabelSet labels)
    {
        if (route.GroupByAll) return labels;
        return route.GroupBy.Count == 0 ? LabelSet.Empty : LabelSet.Of(labels.Where(label => route.GroupBy.Contains(label.Key)));
    }

    private AlertGroup? FindAlive(Route route, LabelSet labels, DateTimeOffset now)
    {
        if (!groups.TryFind(route, labels, out var group)) return null;
        if (group.EmptySince is not { } since || since + AlertGroup.EmptyStay > now) return group;
        Close(group);
        return null;
    }

    private void Join(AlertGroup group, TrackedAlert tracked, DateTimeOffset now)
    {
        var place = new GroupMember(group, tracked);
        group.Members.Add(tracked.Labels, place);
        tracked.Places.Add(place);
        group.EmptySince = null;
        groups.Changed(group);
        Hurry(group, tracked.Alert, now);
        queue.Put(group);
    }

    private void Return(GroupMember place, DateTimeOffset now)
    {
        if (place.IsGone && !place.Tracked.Alert.IsResolvedAt(now))
        {
            place.IsGone = false;
            place.Group.EmptySince = null;
            groups.Changed(place.Group);
            queue.Put(place.Group);
        }

        Hurry(place.Group, place.Tracked.Alert, now);
    }

    private DateTimeOffset FirstLook(Route route, PostedAlert alert, DateTimeOffset now)
    {
        if (now - alert.StartsAt > route.GroupWait) return now;
        var waited = now + route.GroupWait;
        return plan.AwaitFutureStarts && alert.StartsAt > waited ? alert.StartsAt : waited;
    }
}
