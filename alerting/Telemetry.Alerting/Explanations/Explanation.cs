using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>
/// An incident in words that somebody understands at three in the morning: what it probably is, since when, how it became worse, who feels it, which
/// part of a distribution moved, what was changed, what is ruled out. Every number in it stands in the records or is the distance of two of them.
/// </summary>
public sealed record Explanation
{
    private const int MaxFelt = 3;
    private const int MaxMoved = 2;
    private const int MaxOtherChanges = 3;

    /// <summary>The probable root and its strongest sign, in one sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>When it began, where it was seen first, when it was said.</summary>
    public required string Began { get; init; }

    /// <summary>How it became worse after it had been told; empty where it did not.</summary>
    public string Worsened { get; init; } = "";

    /// <summary>Other parts that feel it; empty where none does.</summary>
    public IReadOnlyList<string> Felt { get; init; } = [];

    /// <summary>Which buckets moved by how much, signal by signal; empty where no histogram takes part.</summary>
    public IReadOnlyList<string> Moved { get; init; } = [];

    /// <summary>The change that may have made it, and what else was changed near it.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>What speaks against other explanations.</summary>
    public IReadOnlyList<string> RuledOut { get; init; } = [];

    /// <summary>The other candidates with their odds; empty where there are none.</summary>
    public string Others { get; init; } = "";

    /// <summary>What feedback has made of the signals' budgets; empty where nobody said anything.</summary>
    public IReadOnlyList<string> Budgets { get; init; } = [];

    /// <summary>What to do first.</summary>
    public required string FirstAction { get; init; }

    /// <summary>Explains an incident.</summary>
    /// <param name="latest">Its newest record.</param>
    /// <param name="evidence">The newest record with signals; the same where that is the newest.</param>
    public static Explanation Of(IncidentRecord latest, IncidentRecord evidence)
    {
        var root = latest.Root.Count > 0 ? latest.Root[0] : null;
        var lead = evidence.Signals.FirstOrDefault(signal => signal.Component == root?.Component) ?? (evidence.Signals.Count > 0 ? evidence.Signals[0] : null);
        return new Explanation
        {
            Headline = ExplanationText.Headline(root, lead),
            Began = ExplanationText.Began(latest, evidence),
            Worsened = latest.Worsening is { } worsening ? ExplanationText.Worsened(worsening) : "",
            Felt = [.. evidence.Signals.Where(signal => signal.Component != root?.Component).DistinctBy(signal => signal.Component).Take(MaxFelt).Select(ExplanationText.Felt)],
            Moved = [.. evidence.Signals.OrderBy(signal => signal.Component != root?.Component).Select(MovementText.Of).Where(text => text.Length > 0).Take(MaxMoved)],
            Changes = [.. ChangeText.Of(evidence).Take(1 + MaxOtherChanges)],
            RuledOut = [.. RuledOutText.Of(evidence)],
            Others = ExplanationText.Others(latest.Root),
            Budgets = [.. evidence.Signals.Where(signal => signal.BudgetFactor != 1).Select(ExplanationText.Budget)],
            FirstAction = Receivers.FirstActions.For(root?.Component, root?.Cause),
        };
    }

    /// <summary>Explains an incident from all its records that are kept, in their order; null where there are none.</summary>
    public static Explanation? Of(IReadOnlyList<IncidentRecord> records) =>
        records.Count == 0 ? null : Of(records[^1], EvidenceOf(records));

    /// <summary>The record whose evidence explains an incident: the newest one with signals of its probable root, else with any.</summary>
    public static IncidentRecord EvidenceOf(IReadOnlyList<IncidentRecord> records)
    {
        var root = records[^1].Root.Count > 0 ? records[^1].Root[0].Component : "";
        return records.LastOrDefault(record => record.Signals.Any(signal => signal.Component == root))
            ?? records.LastOrDefault(record => record.Signals.Count > 0) ?? records[^1];
    }

    /// <summary>The whole text, one line a sentence or a list's entry.</summary>
    public IReadOnlyList<string> Lines =>
    [
        Headline, Began, .. Worsened.Length > 0 ? [Worsened] : (string[])[], .. Felt.Count > 0 ? [$"It is also felt by {string.Join("; ", Felt)}."] : (string[])[],
        .. Titled("What moved:", Moved), .. Titled("Changed near the onset:", Changes), .. Titled("Ruled out:", RuledOut),
        .. Others.Length > 0 ? [Others] : (string[])[], .. Titled("Feedback:", Budgets), $"First action: {FirstAction}",
    ];

    private static IEnumerable<string> Titled(string title, IReadOnlyList<string> entries) =>
        entries.Count == 0 ? [] : entries.Select(entry => $"  - {entry}").Prepend(title);
}
