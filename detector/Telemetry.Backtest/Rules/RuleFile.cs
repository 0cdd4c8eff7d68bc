using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Telemetry.Backtest.Rules;

/// <summary>Reads Prometheus rule files: <c>groups</c> at the top, or under <c>spec</c> as the operator's <c>PrometheusRule</c> has them.</summary>
internal static partial class RuleFile
{
    // Rules of this severity tell machines something and page nobody.
    private const string Informative = "none";

    private const int PatienceMs = 10_000;

    /// <summary>Reads them; a file may be empty.</summary>
    /// <exception cref="BacktestException">One cannot be read, or holds something else than groups of rules.</exception>
    public static RuleSet Load(IEnumerable<string> files)
    {
        var rules = files.SelectMany(RulesOf).ToList();
        return new RuleSet(
            [.. rules.Where(rule => Text(rule, "alert").Length > 0 && LabelsOf(rule).GetValueOrDefault("severity") != Informative).Select(Alert)],
            [.. rules.Where(rule => Text(rule, "record").Length > 0).Select(rule => new RecordingRule(Text(rule, "record"), Text(rule, "expr"), LabelsOf(rule)))]);
    }

    private static List<YamlMappingNode> RulesOf(string file)
    {
        try
        {
            using var text = new StreamReader(file);
            var stream = new YamlStream();
            stream.Load(text);
            return [.. stream.Documents.SelectMany(document => GroupsOf(file, document.RootNode)).SelectMany(group => Items(group, "rules"))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or YamlException)
        {
            throw new BacktestException($"{file} cannot be read as rules: {failure.Message}", failure);
        }
        catch (InvalidOperationException failure)
        {
            // The scanner's own answer where a list or a mapping in brackets never ends.
            throw new BacktestException($"{file} cannot be read as rules: a bracket is not closed", failure);
        }
    }

    private static IEnumerable<YamlMappingNode> GroupsOf(string file, YamlNode root)
    {
        var holder = root is YamlMappingNode map && map.Children.TryGetValue("spec", out var spec) ? spec : root;
        if (holder is YamlScalarNode { Value: null or "" or "null" } or YamlMappingNode { Children.Count: 0 }) return [];
        return holder is YamlMappingNode groups && groups.Children.ContainsKey("groups") ? Items(groups, "groups") : throw new BacktestException($"{file} holds no groups of rules.");
    }

    private static IEnumerable<YamlMappingNode> Items(YamlNode node, string name) =>
        node is YamlMappingNode map && map.Children.TryGetValue(name, out var list) && list is YamlSequenceNode items ? items.Children.OfType<YamlMappingNode>() : [];

    private static AlertRule Alert(YamlMappingNode rule) => new(Text(rule, "alert"), Text(rule, "expr"), Duration(Text(rule, "for")));

    private static string Text(YamlMappingNode rule, string name) =>
        rule.Children.TryGetValue(name, out var value) && value is YamlScalarNode { Value: { } text } ? text : "";

    private static Dictionary<string, string> LabelsOf(YamlMappingNode rule) =>
        rule.Children.TryGetValue("labels", out var labels) && labels is YamlMappingNode map
            ? map.Children.ToDictionary(label => ((YamlScalarNode)label.Key).Value ?? "", label => (label.Value as YamlScalarNode)?.Value ?? "", StringComparer.Ordinal)
            : [];

    private static long Duration(string text) =>
        DurationPart().Matches(text).Sum(part => long.Parse(part.Groups["count"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) * UnitMs(part.Groups["unit"].Value));

    private static long UnitMs(string unit) => unit switch
    {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        "w" => 604_800_000,
        _ => 31_536_000_000,
    };

    [GeneratedRegex("(?<count>[0-9]{1,9})(?<unit>ms|s|m|h|d|w|y)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, PatienceMs)]
    private static partial Regex DurationPart();
}
