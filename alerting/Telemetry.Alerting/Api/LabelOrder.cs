using Telemetry.Contracts.Alerts;

namespace Telemetry.Alerting.Api;

/// <summary>Alertmanager's order of label sets: name by name and value by value, the shorter set first where one begins the other.</summary>
internal sealed class LabelOrder : IComparer<LabelSet>
{
    public static LabelOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(LabelSet? x, LabelSet? y)
    {
        var (left, right) = (x ?? LabelSet.Empty, y ?? LabelSet.Empty);
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            var order = string.CompareOrdinal(left[i].Key, right[i].Key);
            if (order == 0) order = string.CompareOrdinal(left[i].Value, right[i].Value);
            if (order != 0) return order;
        }

        return left.Count.CompareTo(right.Count);
    }
}
