using System.Diagnostics;
using System.Globalization;
using System.Text;
using Telemetry.Alerting.Routing;
using Telemetry.Cli.Settings;
using Telemetry.Hosting.Settings;
using Telemetry.Testing;
using Telemetry.Testing.Processes;
using Xunit;

namespace Telemetry.Hosting.Tests.Alerting;

/// <summary>Where alerts end: ours beside the real <c>amtool config routes test</c>, over random trees.</summary>
public sealed class RouteReportTests : IDisposable
{
    private const int Trees = 25;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly SettingsFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ServerFact("amtool")]
    public async Task Receivers_OfRandomTreesAndLabels_AreAmtools()
    {
        var random = new Random(11);
        for (var i = 0; i < Trees; i++)
        {
            var file = _folder.Write("alertmanager.yml", Tree(random));
            var labels = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in (string[])["a", "b", "c"])
            {
                if (random.Next(4) > 0) labels[name] = random.GetItems(["1", "2", "x y"], 1)[0];
            }

            var amtool = new ProcessStartInfo("amtool", ["config", "routes", "test", $"--config.file={file}", .. labels.Select(label => $"{label.Key}={label.Value}")]);
            var theirs = await Tool.RunAsync(amtool, Deadline);
            Assert.True(theirs.Split((char)10)[0].Trim() == string.Join(',', Report(file).ReceiversOf(labels)), $"{File.ReadAllText(file)}\n{string.Join(' ', labels)}: {theirs}");
        }
    }

    [Fact]
    public void Tree_OfAnAlert_ShowsTheWayAndWhoIsMutedThen()
    {
        var report = Report(_folder.Write("alertmanager.yml", """
            route:
              receiver: d
              routes:
              - {receiver: p, matchers: [team="a"], continue: true, mute_time_intervals: [nights]}
              - {receiver: q, match: {team: b}}
              - {match: {team: a}, active_time_intervals: [nights], routes: [{receiver: r, match_re: {x: 1|2}}]}
            receivers: [{name: d}, {name: p}, {name: q}, {name: r}]
            time_intervals: [{name: nights, time_intervals: [{times: [{start_time: '20:00', end_time: '24:00'}]}]}]
            """));
        var alert = new Dictionary<string, string> { ["team"] = "a" };

        Assert.Equal(
            [".", "└── default-route  receiver: d", "    ├── {team=\"a\"}  continue: true  receiver: p", "    ├── {team=\"b\"}  receiver: q", "    └── {team=\"a\"}  receiver: d", "        └── {x=~\"1|2\"}  receiver: r"],
            report.Tree());
        Assert.Equal(
            [".", "└── default-route  receiver: d", "    ├── {team=\"a\"}  continue: true  receiver: p", "    └── {team=\"a\"}  receiver: d"],
            report.Tree(alert));
        Assert.Equal(["p: muted by nights"], report.MutedAt(alert, new DateTimeOffset(2026, 1, 1, 21, 0, 0, TimeSpan.Zero)));
        Assert.Equal(["d: outside of nights"], report.MutedAt(alert, new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero)));
    }

    private static RouteReport Report(string file)
    {
        var result = SettingsLoader.Parse<TelemetrySettings>($"alerting: {{config_file: {file}}}", "own.yaml", []);
        Assert.Empty(result.Errors);
        return new RouteReport(result.Settings!.Alerting);
    }

    private static string Tree(Random random)
    {
        var text = new StringBuilder("route:\n  receiver: r0\n");
        Routes(text, random, 2, depth: 0);
        text.Append("receivers:\n");
        for (var i = 0; i < 6; i++) text.Append(CultureInfo.InvariantCulture, $"- name: r{i}\n");
        return text.ToString();
    }

    private static void Routes(StringBuilder text, Random random, int indent, int depth)
    {
        var pad = new string(' ', indent);
        text.Append(pad).Append("routes:\n");
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var label = random.GetItems(["a", "b", "c"], 1)[0];
            var value = random.GetItems(["1", "2", "", "x y"], 1)[0];
            text.Append(pad).Append(random.Next(4) switch
            {
                0 => $"- match: {{{label}: '{value}'}}\n",
                1 => $"- match_re: {{{label}: '{value}|2'}}\n",
                2 => $"- matchers: ['{label}{random.GetItems(["=", "!=", "=~", "!~"], 1)[0]}\"{value}\"']\n",
                _ => $"- matchers: ['{{{label}!~\"{value}.*\", b!=\"2\"}}', 'c=~\".*\"']\n",
            });
            text.Append(CultureInfo.InvariantCulture, $"{pad}  receiver: r{random.Next(6)}\n{pad}  continue: {(random.Next(2) == 0 ? "true" : "false")}\n");
            if (depth < 2 && random.Next(2) == 0) Routes(text, random, indent + 2, depth + 1);
        }
    }
}
