using System.Globalization;
using System.Text.RegularExpressions;

namespace Telemetry.Collector.Tests.Exposition;

/// <summary>The slow, obvious twin of the readers: one regular expression a line, strings throughout.</summary>
internal static partial class SimplePage
{
    private const string Quoted = "\"(?:\\\\.|[^\\\\\"])*\"";

    /// <summary>Every good sample as <c>line name{label="value",…} value @timestamp</c>, every bad line as <c>line bad</c>.</summary>
    public static List<string> Read(string page, bool openMetrics)
    {
        var result = new List<string>();
        var lines = page.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (i == lines.Length - 1 && line.Length == 0)
            {
                break;
            }

            if (openMetrics && line.StartsWith("# EOF", StringComparison.Ordinal))
            {
                var isLast = i == lines.Length - 1 || (i == lines.Length - 2 && lines[^1].Length == 0);
                if (line != "# EOF" || !isLast)
                {
                    result.Add($"{(line == "# EOF" ? i + 2 : i + 1)} bad");
                }

                return result;
            }

            if (ReadLine(line, openMetrics) is { } read)
            {
                result.Add($"{i + 1} {read}");
            }
        }

        if (openMetrics)
        {
            result.Add($"{(page.EndsWith('\n') || page.Length == 0 ? lines.Length : lines.Length + 1)} bad");
        }

        return result;
    }

    private static string? ReadLine(string line, bool openMetrics)
    {
        if (!openMetrics)
        {
            line = line.EndsWith('\r') ? line[..^1] : line;
            line = line.TrimStart(' ', '\t');
            if (line.Length == 0)
            {
                return null;
            }
        }

        if (line.StartsWith('#'))
        {
            return IsGoodComment(line, openMetrics) ? null : "bad";
        }

        var match = (openMetrics ? OpenMetricsSample() : TextSample()).Match(line);
        return match.Success ? ReadSample(match, openMetrics) : "bad";
    }

    private static bool IsGoodComment(string line, bool openMetrics)
    {
        if (openMetrics)
        {
            var metadata = OpenMetricsMetadata().Match(line);
            return metadata.Success && metadata.Groups["keyword"].Value switch
            {
                "TYPE" => metadata.Groups["text"].Value is "counter" or "gauge" or "histogram" or "summary" or "unknown" or "info" or "stateset" or "gaugehistogram",
                "UNIT" => metadata.Groups["text"].Value.Length == 0
                    || metadata.Groups["name"].Value.EndsWith("_" + metadata.Groups["text"].Value, StringComparison.Ordinal),
                _ => true,
            };
        }

        var isMetadata = Regex.IsMatch(line, "^#[ \t]+(HELP|TYPE)[ \t]");
        var match = TextMetadata().Match(line);
        return !isMetadata || (match.Success && (match.Groups["keyword"].Value == "HELP"
            || match.Groups["text"].Value.Trim(' ', '\t') is "counter" or "gauge" or "histogram" or "summary" or "untyped" or "unknown"
                or "info" or "stateset" or "gaugehistogram" or "gauge_histogram"));
    }

    private static string ReadSample(Match match, bool openMetrics)
    {
        var names = match.Groups["label"].Captures.Select(static c => Unquote(c.Value)).ToList();
        var values = match.Groups["value"].Captures.Select(static c => Unquote(c.Value)).ToList();
        var metric = match.Groups["metric"].Captures.Select(static c => c.Value.StartsWith('"') ? Unquote(c.Value) : c.Value).ToList();
        if (metric.Count != 1 || metric[0].Length == 0 || names.Contains("") || names.Distinct().Count() != names.Count
            || !TryReadNumber(match.Groups["number"].Value, out var number))
        {
            return "bad";
        }

        var labels = string.Join(",", names.Zip(values, static (name, value) => $"{name}=\"{value}\""));
        var read = $"{metric[0]}{{{labels}}} {number.ToString("R", CultureInfo.InvariantCulture)}";
        if (!match.Groups["time"].Success)
        {
            return read;
        }

        if (!openMetrics)
        {
            return long.TryParse(match.Groups["time"].Value, CultureInfo.InvariantCulture, out var time) ? $"{read} @{time}" : "bad";
        }

        return TryReadNumber(match.Groups["time"].Value, out var seconds) && double.IsFinite(seconds)
            ? $"{read} @{(long)Math.Round(seconds * 1000)}"
            : "bad";
    }

    private static bool TryReadNumber(string text, out double number)
    {
        var word = text.ToUpperInvariant();
        number = word switch
        {
            "NAN" => double.NaN,
            "INF" or "+INF" or "INFINITY" or "+INFINITY" => double.PositiveInfinity,
            "-INF" or "-INFINITY" => double.NegativeInfinity,
            _ => 0,
        };
        return number != 0 || (Number().IsMatch(text)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number));
    }

    private static string Unquote(string quoted)
    {
        var text = quoted.StartsWith('"') ? quoted[1..^1] : quoted;
        return Regex.Replace(text, @"\\(.)", static escape => escape.Groups[1].Value switch
        {
            "n" => "\n",
            "\\" => "\\",
            "\"" => "\"",
            _ => escape.Value,
        });
    }

    [GeneratedRegex("^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$")]
    private static partial Regex Number();

    [GeneratedRegex("^#[ \t]+(?<keyword>HELP|TYPE)[ \t]+(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*|" + Quoted + ")(?<!\"\")(?:[ \t](?<text>.*))?$", RegexOptions.Singleline)]
    private static partial Regex TextMetadata();

    [GeneratedRegex("^# (?<keyword>HELP|TYPE|UNIT) (?:\"(?<name>(?:\\\\.|[^\\\\\"])+)\"|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)) (?<text>.*)$", RegexOptions.Singleline)]
    private static partial Regex OpenMetricsMetadata();

    [GeneratedRegex("^(?:(?<metric>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<blanks>[ \t]*))?"
        + "(?:[{][ \t]*(?:(?:(?<metric>" + Quoted + ")[ \t]*(?:,|(?=[}]))|(?<label>[a-zA-Z_][a-zA-Z0-9_]*|" + Quoted + ")[ \t]*=[ \t]*(?<value>" + Quoted + ")[ \t]*,?)[ \t]*)*[}][ \t]*|(?<=[ \t]))"
        + "(?<number>[^ \t]+)(?:[ \t]+(?<time>-?[0-9]+))?[ \t]*$", RegexOptions.Singleline)]
    private static partial Regex TextSample();

    [GeneratedRegex("^(?<metric>[a-zA-Z_:][a-zA-Z0-9_:]*)?"
        + "(?:[{](?:(?:(?<metric>" + Quoted + ")(?:,|(?=[}]))|(?<label>[a-zA-Z_][a-zA-Z0-9_]*|" + Quoted + ")=(?<value>" + Quoted + ")(?:,|(?=[}]))))*[}])?"
        + " (?<number>[^ ]+)(?: (?<time>[^ #][^ ]*))?$", RegexOptions.Singleline)]
    private static partial Regex OpenMetricsSample();
}
