using System.Globalization;
using System.Text;

namespace Telemetry.Collector.Recordings.History;

/// <summary>One series as a line of its target's page, and its place there.</summary>
internal sealed class HistoryLine
{
    private static readonly string[] Parts = ["_bucket", "_sum", "_count"];

    private readonly string _prefix;
    private readonly (string Family, string Labels, int Part, double Bound) _place;

    private HistoryLine(HistorySeries series, string family, int part)
    {
        Series = series;
        Family = family;
        IsHistogram = part >= 0;
        var bound = double.TryParse(series.Label("le") is "+Inf" ? "Infinity" : series.Label("le"), NumberStyles.Float, CultureInfo.InvariantCulture, out var le) ? le : 0;
        var labels = string.Join(',', series.PageLabels.Select(label => $"{label.Key}=\"{Escape(label.Value)}\""));
        var siblings = string.Join(',', series.PageLabels.Where(label => label.Key != "le").Select(label => $"{label.Key}={label.Value}"));
        _place = (family, siblings, part, bound);
        _prefix = labels.Length == 0 ? series.Name + " " : $"{series.Name}{{{labels}}} ";
    }

    /// <summary>The series.</summary>
    public HistorySeries Series { get; }

    /// <summary>Family that it belongs to.</summary>
    public string Family { get; }

    /// <summary>Whether that is a histogram.</summary>
    public bool IsHistogram { get; }

    /// <summary>Lines of a target's series, in the order of a page: families together, of a histogram buckets, sum and count of one child together.</summary>
    public static List<HistoryLine> Of(IReadOnlyList<HistorySeries> series)
    {
        var histograms = series.Where(one => one.Name.EndsWith(Parts[0], StringComparison.Ordinal) && one.Label("le").Length > 0)
            .Select(one => one.Name[..^Parts[0].Length]).ToHashSet(StringComparer.Ordinal);
        return [.. series.Select(one => Of(one, histograms)).OrderBy(line => line._place)];
    }

    /// <summary>Appends the line with a value.</summary>
    public void Append(StringBuilder page, double value) => page.Append(_prefix).Append(Number(value)).Append('\n');

    private static HistoryLine Of(HistorySeries series, HashSet<string> histograms)
    {
        for (var part = 0; part < Parts.Length; part++)
        {
            if (series.Name.EndsWith(Parts[part], StringComparison.Ordinal) && histograms.Contains(series.Name[..^Parts[part].Length]))
                return new HistoryLine(series, series.Name[..^Parts[part].Length], part);
        }

        return new HistoryLine(series, series.Name, -1);
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escape(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
