using System.Diagnostics.CodeAnalysis;
using Telemetry.Alerting.Routing;
using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>Every open group, by its key and by the route and labels that new alerts come by.</summary>
internal sealed class GroupRegister
{
    private readonly Dictionary<string, AlertGroup> _byKey = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    // Routes are records; two that say the same are two all the same.
    private readonly Dictionary<Route, Dictionary<LabelSet, AlertGroup>> _byRoute = new(ReferenceEqualityComparer.Instance);
    private long _lastOrder;

    /// <summary>All groups, in the order of their beginning.</summary>
    public IReadOnlyList<AlertGroup> InOrder => _byKey.Values.OrderBy(group => group.Order).ToArray();

    /// <summary>Number of groups.</summary>
    public int Count => _byKey.Count;

    /// <summary>The group of a key; null where there is none.</summary>
    public AlertGroup? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The group that alerts of a route and these labels join.</summary>
    public bool TryFind(Route route, LabelSet labels, [NotNullWhen(true)] out AlertGroup? group)
    {
        group = null;
        return _byRoute.TryGetValue(route, out var groups) && groups.TryGetValue(labels, out group);
    }

    /// <summary>Opens a group; its number is the lowest that no open group with the same receiver and labels has.</summary>
    /// <param name="route">The route of its alerts.</param>
    /// <param name="routeIndex">The route's place in the plan.</param>
    /// <param name="labels">Values of the labels that make it.</param>
    public AlertGroup Open(Route route, int routeIndex, LabelSet labels)
    {
        var number = 1;
        while (_byKey.ContainsKey(GroupKey.Of(route.Receiver, labels, number))) number++;
        var group = new AlertGroup(route.Receiver, labels, number, _lastOrder + 1) { Route = route };
        Add(group);
        Bind(group, route, routeIndex);
        return group;
    }

    /// <summary>Adds a group that is not bound to a route.</summary>
    public void Add(AlertGroup group)
    {
        _byKey.Add(group.Key, group);
        _lastOrder = Math.Max(_lastOrder, group.Order);
        Changed(group);
    }

    /// <summary>Lets the alerts of a route and the group's labels join this group from now on.</summary>
    public void Bind(AlertGroup group, Route route, int routeIndex)
    {
        (group.Route, group.RouteIndex, group.IsDetached) = (route, routeIndex, false);
        if (!_byRoute.TryGetValue(route, out var groups)) _byRoute.Add(route, groups = []);
        groups.Add(group.Labels, group);
    }

    /// <summary>Lets no alert join any group that is there.</summary>
    public void UnbindAll() => _byRoute.Clear();

    /// <summary>Forgets a group.</summary>
    public void Remove(AlertGroup group)
    {
        _byKey.Remove(group.Key);
        Changed(group);
        if (!TryFind(group.Route, group.Labels, out var bound) || !ReferenceEquals(bound, group)) return;
        var groups = _byRoute[group.Route];
        groups.Remove(group.Labels);
        if (groups.Count == 0) _byRoute.Remove(group.Route);
    }

    /// <summary>Notes that the group must be saved.</summary>
    public void Changed(AlertGroup group) => _changed.Add(group.Key);

    /// <summary>Keys of the groups that changed or went since the last call.</summary>
    public IReadOnlyList<string> TakeChanged()
    {
        var changed = _changed.ToArray();
        _changed.Clear();
        return changed;
    }
}
