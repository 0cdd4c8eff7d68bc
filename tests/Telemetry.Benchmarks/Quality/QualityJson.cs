using System.Text.Encodings.Web;
using System.Text.Json;

namespace Telemetry.Benchmarks.Quality;

/// <summary>Rows for machines: a list of <c>{"measure":…,"value":…,"goal":…,"n":…,"command":…}</c>.</summary>
internal static class QualityJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The list; what was not seen has the value null.</summary>
    public static string Of(IEnumerable<QualityRow> rows) => JsonSerializer.Serialize(
        rows.Select(row => new { measure = row.Measure, value = double.IsFinite(row.Value) ? row.Value : (double?)null, goal = row.Goal, n = row.N, command = row.Command, bestKnown = row.BestKnown, note = row.Note }), Options) + "\n";
}
