using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.TimeIntervals;

namespace Telemetry.Alerting.Routing;

/// <summary>The routing tree of settings, for people: how it looks, and where an alert would end.</summary>
public sealed class RouteReport
{
    private readonly AlertingPlan _plan;

    /// <param name="options">Validated settings.</param>
    public RouteReport(AlertingOptions options) => _plan = AlertingPlan.From(options);

    /// <summary>The whole tree, a line a route.</summary>
    public IReadOnlyList<string> Tree() => Draw(_ => true, _plan.Root);

    /// <summary>The part of the tree that leads to where an alert ends.</summary>
    public IReadOnlyList<string> Tree(IReadOnlyDictionary<string, string> labels)
    {
        var ends = _plan.Root.Match(labels).ToHashSet(ReferenceEqualityComparer.Instance);
        return Draw(route => route.SelfAndDescendants().Any(ends.Contains), _plan.Root);
    }

    /// <summary>Receivers of an alert in the order of the tree; one that several routes name comes once for each.</summary>
    public IReadOnlyList<string> ReceiversOf(IReadOnlyDictionary<string, string> labels) => _plan.Root.Match(labels).Select(route => route.Receiver).ToArray();

    /// <summary>Receivers of an alert that would hear nothing at a time, each with the time intervals that are why.</summary>
    public IReadOnlyList<string> MutedAt(IReadOnlyDictionary<string, string> labels, DateTimeOffset time) =>
        _plan.Root.Match(labels).Select(route => (route.Receiver, Why: WhyMuted(route, time))).Where(muted => muted.Why.Length > 0)
            .Select(muted => $"{muted.Receiver}: {muted.Why}").ToArray();

    private string WhyMuted(Route route, DateTimeOffset time) => RouteTimes.HoldOf(_plan, route, time) switch
    {
        null => "",
        (HoldReason.Inactive, var by) => $"outside of {by}",
        var (_, by) => $"muted by {by}",
    };

    private static List<string> Draw(Func<Route, bool> shows, Route root)
    {
        var lines = new List<string> { ".", $"└── default-route  {Describe(root)}" };
        Draw(root, shows, "    ", lines);
        return lines;
    }

    private static void Draw(Route route, Func<Route, bool> shows, string indent, List<string> lines)
    {
        var shown = route.Routes.Where(shows).ToArray();
        for (var i = 0; i < shown.Length; i++)
        {
            var isLast = i == shown.Length - 1;
            var matchers = string.Join(",", shown[i].Matchers.OrderBy(matcher => matcher.Label, StringComparer.Ordinal));
            lines.Add($"{indent}{(isLast ? "└── " : "├── ")}{{{matchers}}}  {Describe(shown[i])}");
            Draw(shown[i], shows, indent + (isLast ? "    " : "│   "), lines);
        }
    }

    private static string Describe(Route route) => $"{(route.Continue ? "continue: true  " : "")}receiver: {route.Receiver}";
}
