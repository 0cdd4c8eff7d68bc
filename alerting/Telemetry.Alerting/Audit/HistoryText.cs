using System.Globalization;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Inbox;

namespace Telemetry.Alerting.Audit;

/// <summary>Says what was before: episodes of the same subject at the same place.</summary>
internal static class HistoryText
{
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    /// <summary>One sentence.</summary>
    public static string Of(EpisodeFace face, IncidentInbox inbox)
    {
        var similar = inbox.FindSimilar(face, face.Began - Memory);
        if (similar.Count == 0) return "none like it in 30 days";
        var last = similar[0];
        var end = last.IsOpen ? "not over yet" : string.Create(CultureInfo.InvariantCulture, $"over after {Math.Max(1, (last.ChangedAt - last.Began).TotalMinutes):0} min");
        return $"{similar.Count} like it in 30 days; the last began {ExplanationText.Moment(last.Began)}, {end}";
    }
}
