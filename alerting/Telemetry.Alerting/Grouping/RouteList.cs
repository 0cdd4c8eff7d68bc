using Telemetry.Alerting.Routing;

namespace Telemetry.Alerting.Grouping;

/// <summary>The routes of a plan by their places, each before its children: what a saved group knows its route by.</summary>
internal sealed class RouteList
{
    private readonly Route[] _routes;

    // Routes are records; two that say the same are two all the same.
    private readonly Dictionary<Route, int> _index = new(ReferenceEqualityComparer.Instance);

    public RouteList(Route root)
    {
        _routes = root.SelfAndDescendants().ToArray();
        for (var i = 0; i < _routes.Length; i++) _index[_routes[i]] = i;
    }

    /// <summary>Place of a route of the plan.</summary>
    public int IndexOf(Route route) => _index[route];

    /// <summary>The route of a place; null where the plan has fewer.</summary>
    public Route? At(int index) => index < _routes.Length ? _routes[index] : null;
}
