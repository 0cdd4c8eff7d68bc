using System.ComponentModel.DataAnnotations;

namespace Telemetry.Alerting.Routing;

/// <summary>Checks the routing tree against the receivers, and every matcher.</summary>
internal static class RouteValidation
{
    private const string Path = "route";

    /// <summary>Every fault of the tree; the member names are paths within section <c>alerting</c>.</summary>
    public static IEnumerable<ValidationResult> Check(AlertingOptions options)
    {
        if (options.Route is null)
        {
            return options.Receivers.Count == 0 ? [] : [Fault(Path, "is missing; with receivers there must be a route that names one")];
        }

        var names = options.Receivers.Select(receiver => receiver.Name).ToHashSet(StringComparer.Ordinal);
        return CheckRoot(options.Route).Concat(CheckNode(options.Route, Path, names));
    }

    private static IEnumerable<ValidationResult> CheckRoot(RouteOptions root)
    {
        if (string.IsNullOrEmpty(root.Receiver)) yield return Fault($"{Path}.receiver", "is missing; the root route must name a receiver");
        if (root.Matchers.Count > 0) yield return Fault($"{Path}.matchers", "must be empty; the root route matches everything");
    }

    private static IEnumerable<ValidationResult> CheckNode(RouteOptions node, string path, HashSet<string> names)
    {
        if (!string.IsNullOrEmpty(node.Receiver) && !names.Contains(node.Receiver))
        {
            yield return Fault($"{path}.receiver", $"names '{node.Receiver}', which is not among alerting.receivers");
        }

        for (var i = 0; i < node.Matchers.Count; i++)
        {
            if (!LabelMatcherParser.TryParse(node.Matchers[i], out _, out var error)) yield return Fault($"{path}.matchers[{i}]", error);
        }

        for (var i = 0; i < node.Routes.Count; i++)
        {
            foreach (var fault in CheckNode(node.Routes[i], $"{path}.routes[{i}]", names)) yield return fault;
        }
    }

    private static ValidationResult Fault(string member, string message) => new($"{member}: {message}", [member]);
}
