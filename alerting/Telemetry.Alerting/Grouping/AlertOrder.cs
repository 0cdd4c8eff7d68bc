using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Grouping;

/// <summary>Alertmanager's order of the alerts in a message: by <c>job</c>, by <c>instance</c>, fewer labels first, then label by label.</summary>
internal sealed class AlertOrder : IComparer<LabelSet>
{
    private static readonly string[] First = ["job", "instance"];

    /// <summary>The only one.</summary>
    public static AlertOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(LabelSet? x, LabelSet? y)
    {
        if (ReferenceEquals(x, y)) return 0;
        if (x is null || y is null) return x is null ? -1 : 1;
        foreach (var name in First)
        {
            var byName = CompareLabel(x, y, name);
            if (byName != 0) return byName;
        }

        return x.Count != y.Count ? x.Count.CompareTo(y.Count) : CompareAll(x, y);
    }

    // An alert that has the label comes before one that lacks it.
    private static int CompareLabel(LabelSet x, LabelSet y, string name) => (x.TryGetValue(name, out var left), y.TryGetValue(name, out var right)) switch
    {
        (false, false) => 0,
        (false, true) => 1,
        (true, false) => -1,
        _ => string.CompareOrdinal(left, right),
    };

    // Over the names of both in their order: the one that lacks the first name in question comes first.
    private static int CompareAll(LabelSet x, LabelSet y)
    {
        for (var i = 0; i < x.Count; i++)
        {
            var byName = string.CompareOrdinal(x[i].Key, y[i].Key);
            if (byName != 0) return -byName;
            var byValue = string.CompareOrdinal(x[i].Value, y[i].Value);
            if (byValue != 0) return byValue;
        }

        return 0;
    }
}
