using System.Text.Json;
using System.Text.RegularExpressions;
using Telemetry.Series.Queries.Syntax;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Series.Tests.Grafana;

/// <summary>The dashboards that we ship ask only for what we answer, and keep the rules of Grafana's dashboard linter that apply to them.</summary>
public sealed partial class DashboardTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "deploy", "grafana", "dashboards");

    public static TheoryData<string> Dashboards => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Dashboard_AsShipped_AsksOnlyForWhatWeAnswer(string file)
    {
        using var dashboard = Read(file);
        var expressions = Strings(dashboard.RootElement, "expr").ToList();

        Assert.NotEmpty(expressions);
        foreach (var expression in expressions)
        {
            var names = SelectorsOf(Parser.Parse(Expand(expression))).Select(selector => selector.Matchers[0].Value);
            Assert.All(names, name => Assert.Contains(name, Names));
        }
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Variables_AsShipped_AreLabelValuesOfOurSeries(string file)
    {
        using var dashboard = Read(file);
        foreach (var variable in dashboard.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray())
        {
            if (variable.GetProperty("type").GetString() != "query") continue;
            var query = LabelValues().Match(variable.GetProperty("query").GetString()!);
            Assert.True(query.Success);
            Assert.Equal("up", Parser.ParseSelector(Expand(query.Groups["selector"].Value))[0].Value);
            Assert.Equal(variable.GetProperty("name").GetString(), query.Groups["label"].Value);
            Assert.Equal(2, variable.GetProperty("refresh").GetInt32());
            Assert.Equal(".+", variable.GetProperty("allValue").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_AsShipped_AreDescribedAndHaveUnitsAndTheDataSourceVariable(string file)
    {
        using var dashboard = Read(file);
        Assert.False(dashboard.RootElement.GetProperty("editable").GetBoolean());
        Assert.InRange(dashboard.RootElement.GetProperty("uid").GetString()!.Length, 8, 40);
        var ids = new HashSet<int>();
        foreach (var panel in dashboard.RootElement.GetProperty("panels").EnumerateArray())
        {
            Assert.True(ids.Add(panel.GetProperty("id").GetInt32()));
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
            Assert.NotEmpty(panel.GetProperty("description").GetString()!);
            Assert.NotEmpty(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!);
            Assert.Equal("${datasource}", panel.GetProperty("datasource").GetProperty("uid").GetString());
            var place = panel.GetProperty("gridPos");
            Assert.InRange(place.GetProperty("x").GetInt32() + place.GetProperty("w").GetInt32(), 1, 24);
        }
    }

    private static IEnumerable<string> Names =>
    [
        SeriesNames.Up, SeriesNames.ScrapeDuration, SeriesNames.SignalValue, SeriesNames.SignalBaseline, SeriesNames.SignalScore,
        SeriesNames.IncidentSeverity, SeriesNames.IncidentRootProbability, SeriesNames.Alerts, SeriesNames.AlertsForState,
    ];

    private static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));

    // As Grafana does with several values chosen.
    private static string Expand(string expression) => Variable().Replace(expression, "(a|b\\\\.c)");

    private static IEnumerable<VectorSelector> SelectorsOf(Expression expression) => expression switch
    {
        VectorSelector selector => [selector],
        BinaryExpression binary => SelectorsOf(binary.Left).Concat(SelectorsOf(binary.Right)),
        Negation negation => SelectorsOf(negation.Operand),
        _ => [],
    };

    private static IEnumerable<string> Strings(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Strings(item, name)),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.Name == name ? [property.Value.GetString()!] : Strings(property.Value, name)),
        _ => [],
    };

    [GeneratedRegex(@"^label_values\((?<selector>.+), (?<label>\w+)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValues();

    [GeneratedRegex(@"\$\w+", RegexOptions.None, 1000)]
    private static partial Regex Variable();
}
