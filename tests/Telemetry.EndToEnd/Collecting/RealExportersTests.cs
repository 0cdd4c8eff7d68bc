using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Telemetry.EndToEnd.Line;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Processes;
using Xunit;

namespace Telemetry.EndToEnd.Collecting;

/// <summary>Pages as real programs of the field write them today, scraped in whatever format each offers, to the last sample.</summary>
[Collection(RealTime.Name)]
public sealed class RealExportersTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [ServerFact("prometheus-node-exporter", "prometheus", "prometheus-alertmanager", "vmagent")]
    public async Task Pages_OfRealPrograms_AreReadToTheLastSample()
    {
        await using var exporters = await RealExporters.StartAsync();
        using var folder = new TemporaryFolder();
        var port = Ports.Free();
        var config = folder.Write("telemetry.yaml", $"""
            cluster: {"{"} name: test {"}"}
            storage: {"{"} path: {folder["data"]} {"}"}
            scrape_configs:
            {string.Join('\n', exporters.Pages.Select(page => $"  - {{ job_name: {page.Key}, scrape_interval: 1s, forward: all, targets: [\"{page.Value.Authority}\"] }}"))}
            """);
        await using var process = await TelemetryProcess.StartRoleAsync("standalone", config, port);
        using var client = new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) };

        foreach (var (program, page) in exporters.Pages)
        {
            var (lines, scraped) = (-1, -2);
            // A program gains a series now and then: once between two of them must the counts be one.
            await Eventually.TrueAsync(
                async () => (lines = CountLines(await client.GetStringAsync(page))) == (scraped = await ScrapedAsync(client, program)),
                Deadline, () => $"{program}: {lines} lines, {scraped} samples scraped\n{process.Child.Tail()}");
            Assert.True(lines > 100, $"{program}: {lines} lines");
        }

        var own = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.DoesNotContain("telemetry_collector_bad_lines_total{", own, StringComparison.Ordinal);
        Assert.DoesNotContain("telemetry_collector_samples_dropped_total{", own, StringComparison.Ordinal);
        var targets = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/v1/targets", UriKind.Relative)))!["data"]!["activeTargets"]!.AsArray();
        Assert.Equal(4, targets.Count);
        Assert.All(targets, target => Assert.Equal(("up", ""), ((string)target!["health"]!, (string)target["lastError"]!)));
    }

    private static async Task<int> ScrapedAsync(HttpClient client, string program)
    {
        var page = await client.GetStringAsync(new Uri($"/targets?job={program}", UriKind.Relative));
        var samples = Regex.Match(page, """<td class="number">(\d+)<small>""");
        return samples.Success ? int.Parse(samples.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : -1;
    }

    private static int CountLines(string page) => page.Split('\n').Count(line => line.Length > 0 && line[0] != '#');
}
