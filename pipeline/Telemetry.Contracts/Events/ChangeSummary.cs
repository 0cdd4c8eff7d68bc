using Telemetry.Contracts.Changes;

namespace Telemetry.Contracts.Events;

/// <summary>A change in words for people.</summary>
public static class ChangeSummary
{
    private const int MaxText = 120;
    private const int MaxBriefText = 24;

    /// <summary>One line with everything: <c>Deployment default/app: image a → b (generation 2 → 3) by kubectl</c>.</summary>
    public static string Of(ChangeRecord change)
    {
        var detail = change.Detail.Length > 0 ? $" ({change.Detail})" : "";
        var author = change.By.Length > 0 ? $" by {change.By}" : "";
        return $"{Subject(change)}: {What(change, MaxText)}{detail}{author}";
    }

    /// <summary>What was changed and how, as short as it can be told: <c>Deployment default/app replicas 3 → 9</c>.</summary>
    public static string Brief(ChangeRecord change) => change.What switch
    {
        ChangeSubjects.StartTime => $"{Subject(change)} restarted",
        ChangeSubjects.Generation when change.Detail.Length > 0 => $"{Subject(change)} {change.Detail}",
        _ => $"{Subject(change)} {What(change, MaxBriefText)}",
    };

    /// <summary>What was changed: <c>Deployment default/app</c>.</summary>
    public static string Subject(ChangeRecord change) =>
        change.Namespace.Length > 0 ? $"{change.Kind} {change.Namespace}/{change.Name}" : $"{change.Kind} {change.Name}";

    private static string What(ChangeRecord change, int maxText)
    {
        var what = change.What.Replace('_', ' ');
        return (change.From.Length, change.To.Length) == (0, 0) ? what : $"{what} {Short(change.From, maxText)} → {Short(change.To, maxText)}";
    }

    private static string Short(string text, int maxText)
    {
        var line = text.ReplaceLineEndings(" | ");
        if (line.Length == 0) return "nothing";
        return line.Length > maxText ? string.Concat(line.AsSpan(0, maxText), "…") : line;
    }
}
