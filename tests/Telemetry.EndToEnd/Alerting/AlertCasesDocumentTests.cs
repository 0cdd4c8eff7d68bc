using System.Text.RegularExpressions;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.EndToEnd.Alerting;

/// <summary><c>docs/alerting-cases.md</c> names every case, and tests that exist.</summary>
public sealed partial class AlertCasesDocumentTests
{
    private const int ParityCount = 28;
    private const int BetterCount = 23;

    [Fact]
    public void Document_EveryCase_HasARowAndATest()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "alerting-cases.md"))
            .Select(line => Row().Match(line)).Where(row => row.Success).ToDictionary(row => row.Groups["case"].Value, row => row.Groups["test"].Value, StringComparer.Ordinal);

        Assert.Equal(
            Enumerable.Range(1, ParityCount).Select(number => $"P{number}").Concat(Enumerable.Range(1, BetterCount).Select(number => $"X{number}")), rows.Keys);
        Assert.All(rows, row => Assert.True(IsThere(row.Key, row.Value, tests), $"{row.Key}: {row.Value}"));
    }

    private static bool IsThere(string name, string test, string tests) => test switch
    {
        "the table" => CaseTable.Rows.Any(row => row.Id.TrimEnd('a', 'b', 'c', 'd', 'e') == name),
        "`./telemetry bench storm`" => true,
        _ => tests.Contains($" {test.Trim('`')}(", StringComparison.Ordinal),
    };

    [GeneratedRegex(@"^\| (?<case>[PX]\d+) \| .* \| (?<test>[^|]+) \|$")]
    private static partial Regex Row();
}
