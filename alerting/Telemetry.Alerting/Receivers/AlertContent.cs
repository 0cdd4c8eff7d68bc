using System.Globalization;
using Telemetry.Alerting.Explanations;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Receivers;

/// <summary>
/// What an alert says, in words, in the order in which a woken person asks: what users feel, how bad, when it breaks, what changed, what
/// probably began it, what to do first, how far it reaches, why this paged, why you, what was before.
/// </summary>
internal sealed record AlertContent
{
    /// <summary>Evidence lines in one alert; the strongest are kept.</summary>
    public const int MaxSignals = 12;

    /// <summary>Characters that a lock screen shows.</summary>
    public const int MaxSummaryLength = 160;

    // Ours are far shorter; the bound keeps a foreign record inside every receiver's size limit.
    private const int MaxTextLength = 1000;
    private const int MaxNameLength = 200;
    private const int MaxExplanationLength = 4000;
    private const int MaxChanges = 4;

    /// <summary>The line of the lock screen, at most <see cref="MaxSummaryLength"/>.</summary>
    public required string Summary { get; init; }

    /// <summary>What users feel now.</summary>
    public required string Impact { get; init; }

    /// <summary>How far from normal it is.</summary>
    public required string HowBad { get; init; }

    /// <summary>When a limit is crossed; empty where none is foretold.</summary>
    public required string Breaks { get; init; }

    /// <summary>When it began, and with what.</summary>
    public required string Began { get; init; }

    /// <summary>What was changed near the onset, the suspect first; empty where nothing was.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>Probable roots with their odds.</summary>
    public required string Root { get; init; }

    /// <summary>What to do first.</summary>
    public required string FirstAction { get; init; }

    /// <summary>How far it reaches: parts and instances.</summary>
    public required string Scope { get; init; }

    /// <summary>By which rule it was announced.</summary>
    public required string WhyPage { get; init; }

    /// <summary>Why this receiver; empty where unknown.</summary>
    public string WhyYou { get; init; } = "";

    /// <summary>What was before; empty where unknown.</summary>
    public string History { get; init; } = "";

    /// <summary>All of it in the order in which a woken person asks; what there is nothing to say of is left out.</summary>
    public IReadOnlyList<PageSection> Sections => [.. new PageSection[]
    {
        new("impact", "What users feel", Impact), new("how_bad", "How bad", HowBad), new("breaks", "When it breaks", Breaks),
        new("what_changed", "What changed", string.Join('\n', Changes)), new("probable_cause", "Probable cause", Root),
        new("first_action", "First action", FirstAction), new("scope", "Scope", Scope), new("why_page", "Why this paged", WhyPage),
        new("why_you", "Why you", WhyYou), new("history", "History", History),
    }.Where(section => section.Text.Length > 0)];

    /// <summary>The incident in words, line by line: the same that <c>telemetry explain</c> prints.</summary>
    public required IReadOnlyList<string> Explanation { get; init; }

    /// <summary>Evidence, strongest first.</summary>
    public required IReadOnlyList<SignalLine> Signals { get; init; }

    /// <summary>Words for an incident's newest record, with what is known around it.</summary>
    public static AlertContent Of(IncidentSubject incident) => Of(incident.Current) with
    {
        WhyYou = Truncation.Cut(incident.Context.WhyYou, MaxTextLength),
        History = Truncation.Cut(incident.Context.History, MaxTextLength),
    };

    /// <summary>Words for a record.</summary>
    public static AlertContent Of(IncidentRecord record)
    {
        var first = record.Root.Count > 0 ? record.Root[0] : null;
        return new()
        {
            Summary = Truncation.Cut(record.Summary, MaxSummaryLength),
            Impact = Truncation.Cut(ImpactText.Felt(record), MaxTextLength),
            HowBad = Truncation.Cut(ImpactText.HowBad(record), MaxTextLength),
            Breaks = Truncation.Cut(BreachText.Of(record), MaxTextLength),
            Began = Truncation.Cut(DescribeBeginning(record), MaxTextLength),
            Changes = [.. ChangeText.Of(record).Take(MaxChanges).Select(change => Truncation.Cut(change, MaxTextLength))],
            Root = Truncation.Cut(DescribeRoot(record.Root), MaxTextLength),
            FirstAction = FirstActions.For(first?.Component, first?.Cause),
            Scope = Truncation.Cut(ScopeText.Of(record), MaxTextLength),
            WhyPage = Truncation.Cut(ImpactText.WhyPage(record), MaxTextLength),
            Explanation = WithinBounds(Explanations.Explanation.Of(record, record).Lines),
            Signals = record.Signals.Take(MaxSignals).Select(SignalLine.Of).ToArray(),
        };
    }

    /// <summary>A name of a record, cut where it is longer than any of ours.</summary>
    public static string Name(string text) => Truncation.Cut(text, MaxNameLength);

    /// <summary>A root as people say it: <c>etcd (disk)</c>.</summary>
    public static string RootName(RootCandidate candidate) =>
        candidate.Cause.Length > 0 ? $"{Name(candidate.Component)} ({Name(candidate.Cause)})" : Name(candidate.Component);

    /// <summary>A probability as people say it.</summary>
    public static string Percent(double probability) => (probability * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string[] WithinBounds(IReadOnlyList<string> lines)
    {
        var left = MaxExplanationLength;
        return [.. lines.Select(line => Truncation.Cut(line, MaxTextLength)).TakeWhile(line => (left -= line.Length) >= 0)];
    }

    private static string DescribeBeginning(IncidentRecord record)
    {
        var since = ExplanationText.Moment(record.Began);
        var first = record.Signals.MinBy(signal => signal.Onset);
        return first is null ? since : $"{since}, first seen in {ExplanationText.Title(first)} of {Name(first.Component)} at {Name(first.Instance)}";
    }

    private static string DescribeRoot(IReadOnlyList<RootCandidate> candidates)
    {
        if (candidates.Count == 0) return "unknown";
        var unknown = Math.Max(0, 1 - candidates.Sum(candidate => candidate.Probability));
        return $"{string.Join(", ", candidates.Select(candidate => $"{RootName(candidate)} {Percent(candidate.Probability)}"))}, unknown {Percent(unknown)}";
    }
}
