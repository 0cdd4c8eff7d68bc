using System.Globalization;
using System.Text.RegularExpressions;
using Telemetry.Series.Matching;
using Telemetry.Series.Queries;
using Telemetry.Series.Queries.Syntax;
using Telemetry.Series.Window;

namespace Telemetry.Series.Tests.Promqltest;

/// <summary>The <c>load</c> command: series in expanding notation, <c>0+10x5 _ stale 7</c>.</summary>
internal static partial class ScriptLoad
{
    public static void Load(Fixture fixture, string head, IEnumerable<string> lines)
    {
        Assert(PrometheusDuration.TryParse(head.Split(' ')[1], out var stepMs), head);
        foreach (var line in lines)
        {
            if (line.Contains("{{", StringComparison.Ordinal)) continue;
            var split = line.Contains('}', StringComparison.Ordinal) ? line.LastIndexOf('}') + 1 : line.IndexOfAny([' ', '\t']);
            var labels = Labels(line[..split]);
            var series = fixture.Window.GetOrAdd(labels)!;
            var time = 0L;
            foreach (var value in line[split..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries).SelectMany(Expand))
            {
                if (value is { } sample) Assert(fixture.Window.Append(series, time, sample) is AppendOutcome.Appended or AppendOutcome.Duplicate, line);
                time += stepMs;
            }
        }
    }

    /// <summary>Labels of a series as scripts write it.</summary>
    public static LabelSet Labels(string series) => series is "" or "{}"
        ? LabelSet.Empty
        : LabelSet.Of(null, [.. Parser.ParseSelector(series).Select(matcher => new Label(matcher.Name, matcher.Value))]);

    /// <summary>Values of one word; null is a gap.</summary>
    public static IEnumerable<double?> Expand(string word)
    {
        var parts = Notation().Match(word);
        Assert(parts.Success, word);
        var times = parts.Groups["times"].Success ? int.Parse(parts.Groups["times"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (parts.Groups["gap"].Success) return Enumerable.Repeat<double?>(null, Math.Max(times, 1));
        if (parts.Groups["stale"].Success) return [StaleMarker.Value];
        var first = Number(parts.Groups["first"].Value);
        var delta = parts.Groups["delta"].Success ? Number(parts.Groups["delta"].Value) : 0;
        return Enumerable.Range(0, times + 1).Select(i => (double?)(first + (i * delta)));
    }

    private static double Number(string text) =>
        double.Parse(text.Replace("Inf", "Infinity", StringComparison.OrdinalIgnoreCase), CultureInfo.InvariantCulture);

    private static void Assert(bool holds, string line)
    {
        if (!holds) throw new FormatException(line);
    }

    [GeneratedRegex(@"^((?<gap>_)|(?<stale>stale)|(?<first>[+-]?([\d.]+(e[+-]?\d+)?|inf|nan))(?<delta>[+-][\d.]+(e[+-]?\d+)?)?)(x(?<times>\d+))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Notation();
}
