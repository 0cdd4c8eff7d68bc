using System.Globalization;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Receivers;

/// <summary>What an alert says, in words, in the order in which a woken person asks: what users feel, since when, what began it, what to do.</summary>
internal sealed record AlertContent
{
    /// <summary>Evidence lines in one alert; the strongest are kept.</summary>
    public const int MaxSignals = 12;

    // Ours are far shorter; the bound keeps a foreign record inside every receiver's size limit.
    private const int MaxTextLength = 1000;
    private const int MaxNameLength = 200;
    private const int MaxExplanationLength = 4000;

    // Nearest to users first: what these are slow at, users feel.
    private static readonly string[] UserFacing = ["apiserver", "coredns", "app", "admission-webhook", "scheduler", "kubelet"];

    /// <summary>What users feel now.</summary>
    public required string Impact { get; init; }

    /// <summary>When it began, and with what.</summary>
    public required string Began { get; init; }

    /// <summary>Probable roots with their odds.</summary>
    public required string Root { get; init; }

    /// <summary>What to do first.</summary>
    public required string FirstAction { get; init; }

    /// <summary>The incident in words, line by line: the same that <c>telemetry explain</c> prints.</summary>
    public required IReadOnlyList<string> Explanation { get; init; }

    /// <summary>Evidence, strongest first.</summary>
    public required IReadOnlyList<SignalLine> Signals { get; init; }

    /// <summary>Words for a record.</summary>
    public static AlertContent Of(IncidentRecord record)
    {
        var first = record.Root.Count > 0 ? record.Root[0] : null;
        return new()
        {
            Impact = Truncation.Cut(DescribeImpact(record), MaxTextLength),
            Began = Truncation.Cut(DescribeBeginning(record), MaxTextLength),
            Root = Truncation.Cut(DescribeRoot(record.Root), MaxTextLength),
            FirstAction = FirstActions.For(first?.Component, first?.Cause),
            Explanation = WithinBounds(Explanations.Explanation.Of(record, record).Lines),
            Signals = record.Signals.Take(MaxSignals).Select(SignalLine.Of).ToArray(),
        };
    }

    /// <summary>A name of a record, cut where it is longer than any of ours.</summary>
    public static string Name(string text) => Truncation.Cut(text, MaxNameLength);

    private static string[] WithinBounds(IReadOnlyList<string> lines)
    {
        var left = MaxExplanationLength;
        return [.. lines.Select(line => Truncation.Cut(line, MaxTextLength)).TakeWhile(line => (left -= line.Length) >= 0)];
    }

    private static string DescribeImpact(IncidentRecord record)
    {
        foreach (var component in UserFacing)
        {
            var felt = record.Signals.FirstOrDefault(signal => signal.Component == component);
            if (felt is not null) return $"{component}: {Describe(felt)}";
        }

        return record.Signals.Count > 0
            ? $"Nothing that users call is slow yet. Strongest sign: {Describe(record.Signals[0])}"
            : "Not measured.";
    }

    private static string DescribeBeginning(IncidentRecord record)
    {
        var since = record.Began.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        var first = record.Signals.MinBy(signal => signal.Onset);
        return first is null ? since : $"{since}, first seen in {Name(first.Signal)} of {first.Component} at {Name(first.Instance)}";
    }

    private static string DescribeRoot(IReadOnlyList<RootCandidate> candidates)
    {
        if (candidates.Count == 0) return "unknown";
        var unknown = Math.Max(0, 1 - candidates.Sum(candidate => candidate.Probability));
        return $"{string.Join(", ", candidates.Select(Describe))}, unknown {Percent(unknown)}";
    }

    private static string Describe(RootCandidate candidate) =>
        $"{RootName(candidate)} {Percent(candidate.Probability)}";

    /// <summary>A root as people say it: <c>etcd (disk)</c>.</summary>
    public static string RootName(RootCandidate candidate) =>
        candidate.Cause.Length > 0 ? $"{Name(candidate.Component)} ({Name(candidate.Cause)})" : Name(candidate.Component);

    /// <summary>A probability as people say it.</summary>
    public static string Percent(double probability) => (probability * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    private static string Describe(IncidentSignal signal)
    {
        var line = SignalLine.Of(signal);
        return $"{line.Signal} at {line.Instance} {line.Now}, normally {line.Normal}";
    }
}
