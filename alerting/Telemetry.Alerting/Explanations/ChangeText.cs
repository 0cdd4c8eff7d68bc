using System.Globalization;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Alerting.Explanations;

/// <summary>Says what was changed near the onset: first what may have made it.</summary>
internal static class ChangeText
{
    // What is further away than this, and not the suspect, only distracts.
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(5);

    /// <summary>One sentence for each change, the suspect first; where nobody did anything, the last that a controller did in its routine.</summary>
    public static IEnumerable<string> Of(IncidentRecord record)
    {
        var suspect = record.Suspect;
        if (suspect is not null) yield return $"changed shortly before: {Describe(suspect, record.Began)}";
        var others = record.Changes.Where(change => change != suspect && (change.Made - record.Began).Duration() <= Near).ToArray();
        foreach (var change in others.Where(change => !change.IsRoutine)) yield return Describe(change, record.Began);
        if (suspect is null && !others.Any(change => !change.IsRoutine) && others.Where(change => change.Made <= record.Began).MaxBy(change => change.Made) is { } routine)
            yield return $"nothing but routine: {Describe(routine, record.Began)}";
    }

    private static string Describe(ChangeRecord change, DateTimeOffset began)
    {
        var seconds = (long)Math.Abs((began - change.Made).TotalSeconds);
        var distance = seconds < 1 ? "as it began" : string.Create(CultureInfo.InvariantCulture, $"{seconds} s {(change.Made <= began ? "before" : "after")} the onset");
        return $"{ChangeSummary.Of(change)}, at {ExplanationText.Clock(change.Made)}, {distance}";
    }
}
