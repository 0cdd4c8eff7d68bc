namespace Telemetry.Alerting.Routing;

/// <summary>The routing tree, ready to be asked. Immutable.</summary>
internal sealed class RouteTree
{
    private readonly string _receiver;
    private readonly IReadOnlyList<LabelMatcher> _matchers;
    private readonly bool _continue;
    private readonly IReadOnlyList<RouteTree> _children;

    private RouteTree(RouteOptions options, string receiver)
    {
        _receiver = options.Receiver ?? receiver;
        _matchers = options.Matchers.Select(Parse).ToArray();
        _continue = options.Continue;
        _children = options.Routes.Select(child => new RouteTree(child, _receiver)).ToArray();
    }

    /// <summary>Builds the tree from settings that were validated.</summary>
    public static RouteTree From(RouteOptions root) => new(root, root.Receiver ?? "");

    /// <summary>Names of the receivers of an alert, in the order of the tree, each once.</summary>
    public IReadOnlyList<string> ReceiversOf(IReadOnlyDictionary<string, string> labels)
    {
        var receivers = new List<string>();
        Collect(labels, receivers);
        return receivers;
    }

    private bool Collect(IReadOnlyDictionary<string, string> labels, List<string> receivers)
    {
        if (!_matchers.All(matcher => matcher.IsMatch(labels))) return false;
        var taken = false;
        foreach (var child in _children)
        {
            if (!child.Collect(labels, receivers)) continue;
            taken = true;
            if (!child._continue) break;
        }

        if (!taken && !receivers.Contains(_receiver)) receivers.Add(_receiver);
        return true;
    }

    private static LabelMatcher Parse(string text) =>
        LabelMatcherParser.TryParse(text, out var matcher, out var error) ? matcher : throw new ArgumentException(error, nameof(text));
}
