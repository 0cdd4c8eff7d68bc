using Telemetry.Contracts.Changes;

namespace Telemetry.Contracts.Events;

/// <summary>A change in one line for people.</summary>
public static class ChangeSummary
{
    private const int MaxText = 120;

    public static string Of(ChangeRecord change)
    {
        var subject = change.Namespace.Length > 0 ? $"{change.Kind} {change.Namespace}/{change.Name}" : $"{change.Kind} {change.Name}";
        var what = change.What.Replace('_', ' ');
        var values = (change.From.Length, change.To.Length) == (0, 0) ? what : $"{what} {Short(change.From)} → {Short(change.To)}";
        var detail = change.Detail.Length > 0 ? $" ({change.Detail})" : "";
        var author = change.By.Length > 0 ? $" by {change.By}" : "";
        return $"{subject}: {values}{detail}{author}";
    }

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" | ");
        return line.Length switch
        {
            0 => "nothing",
            > MaxText => string.Concat(line.AsSpan(0, MaxText), "…"),
            _ => line,
        };
    }
}
