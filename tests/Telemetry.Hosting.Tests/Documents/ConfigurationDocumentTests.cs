using Telemetry.Cli.Settings;
using Telemetry.Hosting.Settings;
using Telemetry.Testing;
using Xunit;

namespace Telemetry.Hosting.Tests.Documents;

/// <summary>docs/configuration.md lists every key of the settings, with its form, default and meaning as the options classes give them.</summary>
public sealed class ConfigurationDocumentTests
{
    [Fact]
    public void Document_Keys_AreThoseOfTheOptionsClasses()
    {
        var documented = File.ReadLines(Path.Combine(Repository.Root, "docs", "configuration.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToArray();
        var rows = ConfigurationTable.Rows(typeof(TelemetrySettings)).ToArray();
        var missing = rows.Except(documented, StringComparer.Ordinal);
        var stale = documented.Except(rows, StringComparer.Ordinal);

        Assert.True(rows.Length > 0 && !missing.Any() && !stale.Any(),
            $"docs/configuration.md lacks these rows:\n{string.Join('\n', missing)}\nand these are of no key:\n{string.Join('\n', stale)}");
    }

    [Fact]
    public void Keys_Every_SaysWhatItMeans() =>
        Assert.All(ConfigurationTable.Rows(typeof(TelemetrySettings)), row => Assert.False(row.EndsWith("|  |", StringComparison.Ordinal), row));

    [Fact]
    public void Secret_WrittenIntoTheSettings_IsToldItsFile()
    {
        const string Written = "alerting: {receivers: [{name: pager, pagerduty_configs: [{routing_key: hunter2}]}]}";

        var errors = SettingsLoader.Parse<NamedClusterSettings>(Written, "written", []).Errors;

        Assert.Contains(errors, error => error.Problem == "unknown key; did you mean routing_key_file?");
        Assert.DoesNotContain(errors, error => error.ToString().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void Document_Example_LacksNothingButItsSecret()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));
        var begin = page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var example = page[begin..page.IndexOf("```", begin, StringComparison.Ordinal)];

        var errors = SettingsLoader.Parse<NamedClusterSettings>(example, "example", []).Errors;

        Assert.All(errors, error => Assert.EndsWith("routing_key_file", error.Key, StringComparison.Ordinal));
    }
}
