namespace Telemetry.Benchmarks.Quality;

/// <summary>One figure.</summary>
/// <param name="Measure">What it is, unique in the table.</param>
/// <param name="Value">What was seen; NaN where there was nothing to see.</param>
/// <param name="Goal">What it should be, as text: <c>≥ 0.85</c>, <c>0.7–1.4</c>; empty for a report.</param>
/// <param name="N">Number of cases that it rests on.</param>
/// <param name="Command">Command that shows it again.</param>
internal sealed record QualityRow(string Measure, double Value, string Goal, int N, string Command)
{
    /// <summary>What a reader must know of it: tuned, cross-validated, chosen afterwards; empty for nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>What others reach, or a floor to stay above: the column of that name; empty for nothing.</summary>
    public string BestKnown { get; init; } = "";

    /// <summary>Its place where many alike are shown as one table of values; null for a line of its own.</summary>
    public QualityCell? Cell { get; init; }

    /// <summary>Whether the goal is reached; null where there is none.</summary>
    public bool? IsReached => QualityGoal.Parse(Goal)?.Holds(Value);
}
