using System.Text.RegularExpressions;
using Telemetry.Testing;

namespace Telemetry.ContractTests;

public sealed partial class GuaranteesTests
{
    [Fact]
    public void Guarantees_EveryLine_NamesTestsThatExist()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var lines = File.ReadLines(Path.Combine(Repository.Root, "docs", "guarantees.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.EndsWith("| test |", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(lines);
        foreach (var line in lines)
        {
            var named = TestName().Matches(line.Split('|')[^2]).Select(match => match.Groups[1].Value).ToList();
            Assert.True(named.Count > 0, $"No test is named: {line}");
            foreach (var name in named) Assert.True(tests.Contains($" {name}(", StringComparison.Ordinal), $"{name} is no test: {line}");
        }
    }

    [GeneratedRegex("`([A-Za-z]+_[A-Za-z]+_[A-Za-z]+)`")]
    private static partial Regex TestName();
}
