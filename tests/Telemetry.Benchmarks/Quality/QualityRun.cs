using System.Globalization;
using Telemetry.Testing;

namespace Telemetry.Benchmarks.Quality;

/// <summary>
/// <c>./telemetry bench quality</c>: every measure, or those named, over any folder of the layout of the development data. Prints the rows
/// and writes their sections of <c>docs/quality.md</c>.
/// </summary>
internal static class QualityRun
{
    private const int InputMissing = 1;
    private const int UsageError = 2;

    private static readonly string Documents = Path.Combine(Repository.Root, "docs");

    /// <summary>
    /// Runs; 0 unless a measure that was asked for by name had no input, or the arguments are wrong: a goal that is missed is a finding, no failure.
    /// </summary>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Any(word => word is "--help" or "-h"))
        {
            Console.WriteLine(QualityOptions.Help);
            return 0;
        }

        if (QualityOptions.Parse(arguments, Console.Error) is not { } options) return UsageError;
        var context = new QualityContext(options.Data, options.Recordings, Path.Combine(Documents, "quality"), Console.Error);
        var measures = options.Names.Count == 0 ? QualityMeasures.All : [.. QualityMeasures.All.Where(measure => options.Names.Contains(measure.Name))];
        var hadInput = Run(measures, context, Path.Combine(Documents, "quality.md"), options.Json);
        return hadInput || options.Names.Count == 0 ? 0 : InputMissing;
    }

    /// <summary>Runs measures and writes what they saw; what stands on the page of one without input stays, and so do its pictures.</summary>
    /// <param name="measures">What is run.</param>
    /// <param name="context">What they read, and where their pictures are.</param>
    /// <param name="page">The page.</param>
    /// <param name="json">Where the rows go for machines; null for nowhere.</param>
    /// <returns>Whether all of them had input.</returns>
    internal static bool Run(IReadOnlyList<IQualityMeasure> measures, QualityContext context, string page, string? json)
    {
        var results = new OrderedDictionary<IQualityMeasure, IReadOnlyList<QualityRow>>();
        foreach (var measure in measures)
        {
            context.Log.WriteLine($"quality: {measure.Name}");
            var rows = measure.Run(context with { Keep = soFar => Keep(measure, soFar) });
            if (rows.Count == 0)
            {
                context.Log.WriteLine($"quality: {measure.Name}: no input for it in {context.DataFolder} or {context.RecordingsFolder}; what was measured before stays");
                continue;
            }

            foreach (var row in rows) Console.WriteLine(Line(row));
            context.EraseAllButDrawn(measure.Name);
            Keep(measure, rows);
        }

        return results.Count == measures.Count;

        // After each of them: a run that is ended early keeps what it has measured.
        void Keep(IQualityMeasure measure, IReadOnlyList<QualityRow> rows)
        {
            results[measure] = rows;
            if (json is not null) File.WriteAllText(json, QualityJson.Of(results.SelectMany(result => result.Value)));
            File.WriteAllText(page, QualityPage.Of(File.Exists(page) ? File.ReadAllText(page) : null, measure, rows, context));
        }
    }

    private static string Line(QualityRow row)
    {
        var state = row.IsReached switch { true => "reached", false => "MISSED", null => "" };
        return string.Create(CultureInfo.InvariantCulture, $"{row.Measure,-64} {row.Value,10:0.####} {row.Goal,12} {row.N,6}  {state,-8} {row.Note}");
    }
}
