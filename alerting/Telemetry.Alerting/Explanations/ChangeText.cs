using System.Globalization;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>Says what was changed near the onset: first what may have made it.</summary>
internal static class ChangeText
{
    /// <summary>One sentence for each change, the suspect first; routine changes only where there is nothing else.</summary>
    public static IEnumerable<string> Of(IncidentRecord record)
    {
        var suspect = record.Suspect;
        if (suspect is not null) yield return $"changed shortly before: {Describe(suspect, record.Began)}";
        foreach (var change in record.Changes)
            if (change != suspect && (suspect is null || !change.IsRoutine)) yield return (change.IsRoutine ? "routine: " : "") + Describe(change, record.Began);
    }

    private static string Describe(ChangeRecord change, DateTimeOffset began)
    {
        var seconds = (long)Math.Abs((began - change.Made).TotalSeconds);
        var distance = seconds < 1 ? "as it began" : string.Create(CultureInfo.InvariantCulture, $"{seconds} s {(change.Made <= began ? "before" : "after")} the onset");
        return $"{ChangeSummary.Of(change)}, at {ExplanationText.Clock(change.Made)}, {distance}";
    }
}
