namespace Telemetry.Alerting.Routing;

/// <summary>A node of the routing tree with everything inherited, ready to be asked. Immutable.</summary>
internal sealed record Route
{
    /// <summary>Entry of <c>group_by</c> that stands for all labels.</summary>
    public const string AllLabels = "...";

    /// <summary>Alertmanager's defaults.</summary>
    public static readonly TimeSpan DefaultGroupWait = TimeSpan.FromSeconds(30);

    /// <inheritdoc cref="DefaultGroupWait"/>
    public static readonly TimeSpan DefaultGroupInterval = TimeSpan.FromMinutes(5);

    /// <inheritdoc cref="DefaultGroupWait"/>
    public static readonly TimeSpan DefaultRepeatInterval = TimeSpan.FromHours(4);

    /// <summary>Name of the receiver of what ends here; empty for nobody.</summary>
    public required string Receiver { get; init; }

    /// <summary>All must match.</summary>
    public IReadOnlyList<LabelMatcher> Matchers { get; init; } = [];

    /// <summary>Labels whose values make a group, sorted; empty where everything is one group.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>Whether all labels make the group; then <see cref="GroupBy"/> is empty.</summary>
    public bool GroupByAll { get; init; }

    /// <summary>How long the first message of a group waits.</summary>
    public TimeSpan GroupWait { get; init; } = DefaultGroupWait;

    /// <summary>Time between two looks at a group.</summary>
    public TimeSpan GroupInterval { get; init; } = DefaultGroupInterval;

    /// <summary>When an unchanged message is sent again.</summary>
    public TimeSpan RepeatInterval { get; init; } = DefaultRepeatInterval;

    /// <summary>Whether the siblings that follow are tried too.</summary>
    public bool Continue { get; init; }

    /// <summary>Names in <see cref="Configuration.AlertingPlan.TimeIntervals"/>; while one holds nothing is sent.</summary>
    public IReadOnlyList<string> MuteTimeIntervals { get; init; } = [];

    /// <summary>Names in <see cref="Configuration.AlertingPlan.TimeIntervals"/>; where there are any, one must hold for anything to be sent.</summary>
    public IReadOnlyList<string> ActiveTimeIntervals { get; init; } = [];

    /// <summary>Whether the flap stage works on alerts of others.</summary>
    public bool Flap { get; init; }

    /// <summary>Whether the storm stage works on alerts of others.</summary>
    public bool Storm { get; init; }

    /// <summary>Whether the budget stage works on alerts of others.</summary>
    public bool Budget { get; init; }

    /// <summary>Whether alerts of others escalate.</summary>
    public bool Escalation { get; init; }

    /// <summary>Team that owns what ends here; empty where none was named.</summary>
    public string Team { get; init; } = "";

    /// <summary>Child routes in their order.</summary>
    public IReadOnlyList<Route> Routes { get; init; } = [];

    /// <summary>The routes where an alert ends, in Alertmanager's order; never empty at the root. Two of them may name one receiver.</summary>
    public IReadOnlyList<Route> Match(IReadOnlyDictionary<string, string> labels)
    {
        var found = new List<Route>();
        Collect(labels, found);
        return found;
    }

    /// <summary>Names of the receivers of an alert, in the order of the tree, each once.</summary>
    public IReadOnlyList<string> ReceiversOf(IReadOnlyDictionary<string, string> labels) =>
        Match(labels).Select(route => route.Receiver).Distinct(StringComparer.Ordinal).ToArray();

    /// <summary>This route and all below it, each before its children.</summary>
    public IEnumerable<Route> SelfAndDescendants() => Routes.SelectMany(child => child.SelfAndDescendants()).Prepend(this);

    private bool Collect(IReadOnlyDictionary<string, string> labels, List<Route> found)
    {
        foreach (var matcher in Matchers)
        {
            if (!matcher.IsMatch(labels)) return false;
        }

        var before = found.Count;
        foreach (var child in Routes)
        {
            if (child.Collect(labels, found) && !child.Continue) break;
        }

        if (found.Count == before) found.Add(this);
        return true;
    }
}
