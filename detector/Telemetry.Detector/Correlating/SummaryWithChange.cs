using System.Globalization;
using Telemetry.Contracts.Events;
using Telemetry.Contracts.Incidents;

namespace Telemetry.Detector.Correlating;

/// <summary>The summary of an incident with the change that may have made it, where a lock screen has room for both.</summary>
internal static class SummaryWithChange
{
    private const int MaxLength = 160;
    private const string Others = "; also ";
    private const string Verdict = ". Probable root";

    public static string Of(IncidentRecord record)
    {
        if (record.Suspect is not { } change) return record.Summary;
        var when = When(record.Began - change.Made);
        foreach (var summary in (string[])[record.Summary, WithoutOthers(record.Summary)])
        foreach (var what in (string[])[ChangeSummary.Brief(change), ChangeSummary.Subject(change)])
        {
            var text = $"{summary}. Changed {when}: {what}";
            if (text.Length <= MaxLength) return text;
        }

        return record.Summary;
    }

    private static string When(TimeSpan before) => before.TotalSeconds switch
    {
        < 1 => "as it began",
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{(int)before.TotalSeconds} s before"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)before.TotalMinutes} min before"),
    };

    // What changed says more than who else feels it.
    private static string WithoutOthers(string summary)
    {
        var begin = summary.IndexOf(Others, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : summary.IndexOf(Verdict, begin, StringComparison.Ordinal);
        return end < 0 ? summary : summary.Remove(begin, end - begin);
    }
}
