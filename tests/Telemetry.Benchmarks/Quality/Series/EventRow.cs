using System.Text.Json;

namespace Telemetry.Benchmarks.Quality.Series;

/// <summary>One line of <c>--events</c>, as far as scorers need it.</summary>
/// <param name="Event">What happened: <c>paged</c>, <c>opened</c>, …</param>
/// <param name="Time">When, Unix seconds, or seconds from 0.</param>
/// <param name="Incident">Id of the incident.</param>
/// <param name="Roots">Components, most probable first.</param>
internal sealed record EventRow(string Event, double Time, string Incident, IReadOnlyList<string> Roots)
{
    /// <summary>Reads a file, line by line.</summary>
    public static IEnumerable<EventRow> Read(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            yield return new EventRow(
                root.GetProperty("event").GetString()!,
                root.GetProperty("at").GetDateTimeOffset().ToUnixTimeMilliseconds() / 1000.0,
                root.GetProperty("incident").GetString()!,
                [.. root.GetProperty("root").EnumerateArray().Select(candidate => candidate.GetProperty("component").GetString()!)]);
        }
    }

    /// <summary>Component that comes first in an incident's last line with a root up to a time; null for none.</summary>
    public static string? RootOf(IEnumerable<EventRow> events, string incident, double until) =>
        events.LastOrDefault(line => line.Incident == incident && line.Roots.Count > 0 && line.Time <= until)?.Roots[0];
}
