using Telemetry.Testing;

namespace Telemetry.Benchmarks.Quality;

/// <summary>What <c>./telemetry bench quality</c> is asked for.</summary>
internal sealed class QualityOptions
{
    private const string Usage = "usage: ./telemetry bench quality [NAME…] [--data DIR] [--recordings DIR] [--json FILE]";

    /// <summary>What can be asked for, and what the exit code says.</summary>
    public static string Help { get; } = $"""
        {Usage}

        Measures what the detector reaches, and writes docs/quality.md after each measure: its table of all goals and the sections of those that were run.

          NAME              measures to run; all where none is named:
                            {string.Join("\n                    ", QualityMeasures.All.Chunk(5).Select(names => string.Join(", ", names.Select(measure => measure.Name))))}
          --data DIR        labelled series (default: data in TELEMETRY_CORPUS, else ../shared/data)
          --recordings DIR  recorded clusters (default: recordings beside it)
          --json FILE       the rows of this run for machines as well

        Exit code: 0 measured, goals reached or not; 1 a measure that was named had no input, what was measured of it before stays; 2 wrong arguments.
        """;

    /// <summary>Measures to run; all where none is named.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Folder of labelled series.</summary>
    public string Data { get; private set; } = Path.Combine(Corpus.Root ?? "", "data");

    /// <summary>Folder of recordings.</summary>
    public string Recordings { get; private set; } = Path.Combine(Corpus.Root ?? "", "recordings");

    /// <summary>Where the rows go as JSON; null for nowhere.</summary>
    public string? Json { get; private set; }

    /// <summary>Reads the arguments; null, with the reason printed, where they are wrong.</summary>
    public static QualityOptions? Parse(IReadOnlyList<string> arguments, TextWriter errors)
    {
        var options = new QualityOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            var (word, next) = (arguments[i], i + 1 < arguments.Count ? arguments[i + 1] : null);
            if (!word.StartsWith('-'))
            {
                if (!QualityMeasures.All.Any(measure => measure.Name == word)) return Refuse($"there is no measure {word}; there are {string.Join(", ", QualityMeasures.All.Select(measure => measure.Name))}");
                options.Names.Add(word);
                continue;
            }

            if (next is null) return Refuse($"{word} needs a value");
            i++;
            if (word == "--data") options.Data = next;
            else if (word == "--recordings") options.Recordings = next;
            else if (word == "--json") options.Json = next;
            else return Refuse($"quality does not know {word}");
        }

        return options;

        QualityOptions? Refuse(string reason)
        {
            errors.WriteLine($"{reason}\n{Usage}");
            return null;
        }
    }
}
