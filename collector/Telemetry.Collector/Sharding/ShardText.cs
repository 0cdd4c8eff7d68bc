using System.Globalization;

namespace Telemetry.Collector.Sharding;

/// <summary>Reads <c>collector.shard</c>: <c>i/n</c>, or <c>n</c> alone, where i is the ordinal of this pod in its StatefulSet.</summary>
internal static class ShardText
{
    /// <summary>Most shards: each of them is weighed for every target.</summary>
    public const int MaxShards = 1000;

    /// <summary>Reads a share; null where nothing is shared.</summary>
    /// <param name="text">The setting; null or empty means one collector for everything.</param>
    /// <param name="pod">Name of this pod or host, whose suffix is the ordinal.</param>
    /// <param name="problem">What is wrong with it, with the cure.</param>
    public static ShardShare? Read(string? text, string pod, out string? problem)
    {
        problem = null;
        if (string.IsNullOrEmpty(text)) return ShardShare.Whole;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var number = text.AsSpan(slash + 1);
        if (!TryRead(number, out var count) || count is < 1 or > MaxShards)
            problem = $"collector.shard '{text}' does not say how many shards there are; write i/n, such as 0/3, or n alone in a StatefulSet (n from 1 to {MaxShards}).";
        else if (slash > 0 && TryRead(text.AsSpan(0, slash), out var index) && index < count)
            return new ShardShare(index, count);
        else if (slash > 0)
            problem = $"collector.shard '{text}': the first number must be one of 0 to {count - 1}.";
        else if (TryRead(pod.AsSpan(pod.LastIndexOf('-') + 1), out var ordinal) && pod.Contains('-', StringComparison.Ordinal))
            return new ShardShare(ordinal, count);
        else
            problem = $"collector.shard '{text}' leaves this collector's number to the ordinal of its StatefulSet, but the name '{pod}' does not end in one (as in telemetry-0); write i/n.";
        return null;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
