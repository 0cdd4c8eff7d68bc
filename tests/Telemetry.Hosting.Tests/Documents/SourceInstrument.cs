using System.Text.RegularExpressions;
using Telemetry.Hosting.MetricsPage;
using Telemetry.Hosting.Tests.Architecture;
using Telemetry.Testing;

namespace Telemetry.Hosting.Tests.Documents;

/// <summary>
/// An instrument as a component's metrics class creates it; found by reading the source, because some are created only when something happens.
/// </summary>
public sealed partial record SourceInstrument(string Name, string Kind, string Unit, string Description)
{
    /// <summary>Name of its family on the metrics page.</summary>
    public string Family => PrometheusName.OfFamily(Name, Unit.Length == 0 ? null : Unit, Kind switch
    {
        "Counter" => MetricKind.Counter,
        "ObservableCounter" => MetricKind.CounterTotal,
        "Histogram" => MetricKind.Histogram,
        _ => MetricKind.Gauge,
    });

    /// <summary>Counter, gauge or histogram, as the page types it.</summary>
    public string Type => Kind.EndsWith("UpDownCounter", StringComparison.Ordinal) || Kind.EndsWith("Gauge", StringComparison.Ordinal)
        ? "gauge"
        : Kind.Replace("Observable", "", StringComparison.Ordinal).ToLowerInvariant();

    public static IReadOnlyList<SourceInstrument> All() =>
        [.. RepositoryFiles.All()
            .Where(path => path.EndsWith("Metrics.cs", StringComparison.Ordinal) && !path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(path => In(File.ReadAllText(Path.Combine(Repository.Root, path))))
            .OrderBy(instrument => instrument.Name, StringComparer.Ordinal)];

    // Arguments are (name, [observe,] unit, description), each a literal.
    private static IEnumerable<SourceInstrument> In(string source)
    {
        foreach (Match creation in Creation().Matches(source))
        {
            var literals = Literal().Matches(Arguments(source, creation.Index + creation.Length)).Select(literal => literal.Groups["text"].Value).ToArray();
            if (literals.Length < 3) throw new InvalidOperationException($"{creation.Value}{literals.FirstOrDefault()}: write name, unit and description as literals.");
            yield return new SourceInstrument(literals[0], creation.Groups["kind"].Value, literals[^2], literals[^1]);
        }
    }

    private static string Arguments(string source, int start)
    {
        var depth = 1;
        var end = start;
        while (depth > 0)
        {
            var letter = source[end++];
            if (letter == '"') end = source.IndexOf('"', end) + 1;
            else if (letter == '(') depth++;
            else if (letter == ')') depth--;
        }
        return source[start..(end - 1)];
    }

    [GeneratedRegex("\\.Create(?<kind>(Observable)?(Counter|UpDownCounter|Gauge)|Histogram)(<\\w+>)?\\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Creation();

    [GeneratedRegex("\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();
}
