namespace Telemetry.Alerting.Routing;

/// <summary>Makes a routing tree of validated settings: what a route leaves out comes from its parent.</summary>
internal static class RouteBuilder
{
    private static readonly Route Above = new() { Receiver = "" };

    /// <summary>The tree below a root; null settings give a tree that sends everything to nobody.</summary>
    /// <param name="root">The root.</param>
    /// <param name="before">A route that is tried before the root's own.</param>
    public static Route Build(RouteOptions? root, RouteOptions? before = null)
    {
        if (root is null) return Above;
        var built = Build(root, Above);
        return before is null ? built : built with { Routes = [Build(before, built), .. built.Routes] };
    }

    private static Route Build(RouteOptions options, Route parent)
    {
        var all = options.GroupBy?.Contains(Route.AllLabels) ?? parent.GroupByAll;
        var route = parent with
        {
            Receiver = string.IsNullOrEmpty(options.Receiver) ? parent.Receiver : options.Receiver,
            Matchers = MatcherList.Of(options.Matchers, options.Match, options.MatchRe),
            GroupByAll = all,
            GroupBy = all ? [] : options.GroupBy?.Order(StringComparer.Ordinal).ToArray() ?? parent.GroupBy,
            GroupWait = options.GroupWait ?? parent.GroupWait,
            GroupInterval = options.GroupInterval ?? parent.GroupInterval,
            RepeatInterval = options.RepeatInterval ?? parent.RepeatInterval,
            Continue = options.Continue,
            MuteTimeIntervals = [.. options.MuteTimeIntervals],
            ActiveTimeIntervals = [.. options.ActiveTimeIntervals],
            Flap = options.Flap ?? parent.Flap,
            Storm = options.Storm ?? parent.Storm,
            Budget = options.Budget ?? parent.Budget,
            Escalation = options.Escalation ?? parent.Escalation,
            Team = options.Team ?? parent.Team,
            Routes = [],
        };
        return route with { Routes = options.Routes.Select(child => Build(child, route)).ToArray() };
    }
}
