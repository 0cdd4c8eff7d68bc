using System.Globalization;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Quality;

/// <summary>
/// <c>./telemetry bench quality</c>: every measure, or those named, over any folder of the layout of the development data. Prints the rows
/// and writes their sections of <c>docs/quality.md</c>.
/// </summary>
internal static class QualityRun
{
    private const int UsageError = 2;

    private static readonly string Documents = Path.Combine(Repository.Root, "docs");

    /// <summary>Runs; 0 unless the arguments are wrong: a goal that is missed is a finding, no failure.</summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (QualityOptions.Parse(arguments, Console.Error) is not { } options) return UsageError;
        var context = new QualityContext(options.Data, options.Recordings, Path.Combine(Documents, "quality"), Console.Error);
        var measures = options.Names.Count == 0 ? QualityMeasures.All : [.. QualityMeasures.All.Where(measure => options.Names.Contains(measure.Name))];
        var page = Path.Combine(Documents, "quality.md");
        var results = new List<(IQualityMeasure Measure, IReadOnlyList<QualityRow> Rows)>();
        foreach (var measure in measures)
        {
            Console.Error.WriteLine($"quality: {measure.Name}");
            context.Erase(measure.Name);
            var rows = measure.Run(context);
            if (rows.Count == 0) Console.Error.WriteLine($"quality: {measure.Name}: no input for it in {options.Data} or {options.Recordings}");
            foreach (var row in rows) Console.WriteLine(Line(row));
            results.Add((measure, rows));
            // After each of them: a run that is ended early keeps what it has measured.
            if (options.Json is { } json) File.WriteAllText(json, QualityJson.Of(results.SelectMany(result => result.Rows)));
            File.WriteAllText(page, QualityPage.Of(File.Exists(page) ? File.ReadAllText(page) : null, results, context));
        }

        return 0;
    }

    private static string Line(QualityRow row)
    {
        var state = row.IsReached switch { true => "reached", false => "MISSED", null => "" };
        return string.Create(CultureInfo.InvariantCulture, $"{row.Measure,-64} {row.Value,10:0.####} {row.Goal,12} {row.N,6}  {state,-8} {row.Note}");
    }
}
