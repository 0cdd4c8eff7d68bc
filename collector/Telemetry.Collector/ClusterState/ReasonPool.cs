namespace Telemetry.Collector.ClusterState;

/// <summary>
/// Shares the texts that objects have in common (reasons, phases, names of nodes and containers), so that a hundred thousand pods hold
/// them once. What a reason may be is open: behind the bound it is <see cref="Other"/> where it becomes a label, and kept by itself where not.
/// </summary>
internal sealed class ReasonPool
{
    /// <summary>Most texts that are shared.</summary>
    public const int MaxTexts = 20_000;

    /// <summary>Most different values that a counter's label takes.</summary>
    public const int MaxReasons = 200;

    /// <summary>Label value of what is behind the bound.</summary>
    public const string Other = "other";

    private const int MaxReasonLength = 63;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reasons = new(StringComparer.Ordinal);

    /// <summary>The shared instance of a text.</summary>
    public string Share(string text)
    {
        if (text.Length == 0) return "";
        if (_texts.TryGetValue(text, out var shared)) return shared;
        if (_texts.Count < MaxTexts) _texts.Add(text, text);
        return text;
    }

    /// <summary>A reason as a label of a counter, which must be one of a bounded set.</summary>
    public string Reason(string reason)
    {
        if (_reasons.TryGetValue(reason, out var known)) return known;
        if (_reasons.Count >= MaxReasons || reason.Length > MaxReasonLength) return Other;
        _reasons.Add(reason);
        return reason;
    }
}
