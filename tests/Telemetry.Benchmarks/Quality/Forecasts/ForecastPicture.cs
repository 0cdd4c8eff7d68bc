using System.Globalization;
using System.Text;

namespace Telemetry.Benchmarks.Quality.Forecasts;

/// <summary>A row of bars for each file: the error over that of the last value, at each horizon; the line is the last value itself.</summary>
internal static class ForecastPicture
{
    private const int Left = 240;
    private const int Width = 400;
    private const int Bar = 5;
    private const double Longest = 1.25;

    private static readonly string[] Colours = ["#9ecae1", "#4292c6", "#084594"];

    public static string Of(IReadOnlyDictionary<int, ForecastTally> tallies)
    {
        var files = tallies.Values.SelectMany(tally => tally.ErrorRatios.Keys).Distinct(StringComparer.Ordinal).ToList();
        var row = (Bar * tallies.Count) + Bar;
        var height = files.Count * row;
        var one = Left + (int)(Width / Longest);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Left + Width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"11\">\n");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        for (var i = 0; i < files.Count; i++)
        {
            var name = Path.GetFileName(files[i]).Replace(".csv.gz", "", StringComparison.Ordinal);
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{(i * row) + row - Bar}\" text-anchor=\"end\">{name}</text>\n");
            AppendBars(svg, tallies.Values.Select(tally => tally.ErrorRatios.GetValueOrDefault(files[i])), i * row);
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{one}\" y1=\"0\" x2=\"{one}\" y2=\"{height}\" stroke=\"#000\"/>\n</svg>\n");
        return svg.ToString();
    }

    private static void AppendBars(StringBuilder svg, IEnumerable<double> ratios, int top)
    {
        var number = 0;
        foreach (var ratio in ratios)
        {
            var length = (int)(Width * Math.Min(ratio, Longest) / Longest);
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{top + (number * Bar)}\" width=\"{length}\" height=\"{Bar}\" fill=\"{Colours[number % Colours.Length]}\"/>\n");
            number++;
        }
    }
}
