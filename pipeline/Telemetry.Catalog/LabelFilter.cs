namespace Telemetry.Catalog;

/// <summary>Values of one label that a signal reads, leaves out or counts as bad. A value ending in * is a prefix.</summary>
/// <param name="Label">Label name.</param>
/// <param name="Values">Values, at least one.</param>
public sealed record LabelFilter(string Label, IReadOnlyList<string> Values)
{
    /// <summary>Whether a label value is among the values; an absent label has the empty value.</summary>
    public bool Matches(string value)
    {
        foreach (var candidate in Values)
            if (Matches(candidate, value)) return true;
        return false;
    }

    private static bool Matches(string candidate, string value) => candidate.EndsWith('*')
        ? value.AsSpan().StartsWith(candidate.AsSpan(0, candidate.Length - 1), StringComparison.Ordinal)
        : string.Equals(candidate, value, StringComparison.Ordinal);
}
