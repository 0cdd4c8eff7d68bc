using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing.Processes;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.EndToEnd.Line;

/// <summary>A fault that grows in two steps, from the scrapes to the pager: one page, one more because it became worse, both ended.</summary>
public sealed class GrowingFaultTests
{
    private const int Seconds = 1_100;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Fault_ThatGrowsInTwoSteps_PagesOncePagesAgainAsWorseAndEndsBoth()
    {
        var records = (await UnbrokenDetector.RunAsync(DriftingScrapes.Make(Seconds, LatencyAt))).Incidents;
        var incidents = records.Select(record => IncidentCodec.Decode(record, out _)!).ToList();
        Assert.Single(incidents.Select(incident => incident.IncidentId).Distinct());
        var worse = incidents.FindIndex(incident => incident.Worsening is not null);
        Assert.Equal(WorseningReason.LimitCrossed, incidents[worse].Worsening!.Reason);

        await using var pager = await PagerDutyStandIn.StartAsync();
        using var folder = new TemporaryFolder();
        var config = PagedStandalone.WriteSettings(folder, pager);
        await TellAsync(folder, config, records.Take(worse), () => pager.WaitUntilAsync(received => received.Pages.Count == 1, Deadline));
        await TellAsync(folder, config, records.Skip(worse).Take(1), () => pager.WaitUntilAsync(received => received.Pages.Count == 2, Deadline));
        await TellAsync(folder, config, records.Skip(worse + 1), () => pager.WaitUntilAsync(received => received.Pages.All(page => page.IsResolved), Deadline));

        Assert.Equal([pager.Pages[0].DedupKey, $"{pager.Pages[0].DedupKey}-worse-1"], pager.Pages.Select(page => page.DedupKey));
        Assert.StartsWith("Worse: etcd WAL sync", pager.Pages[1].Summary, StringComparison.Ordinal);
        Assert.All(pager.Pages, page => Assert.Equal(1, page.Triggers));
        Assert.Empty(pager.Faults);
    }

    // 30 times as slow as usual, and after five minutes of it beyond its limit of half a second.
    private static double LatencyAt(int second) => second switch { < 150 => 0.002, < 450 => 0.06, < 800 => 0.9, _ => 0.002 };

    private static async Task TellAsync(TemporaryFolder folder, string config, IEnumerable<byte[]> records, Func<Task> until)
    {
        await StoredStream.AppendAsync(folder["data"], Streams.Incidents, "test"u8.ToArray(), [.. records.Select(record => (ReadOnlyMemory<byte>)record)]);
        await using var telemetry = await TelemetryProcess.StartRoleAsync("standalone", config, Ports.Free());
        await until();
        Assert.Equal(0, await telemetry.Child.StopAsync(Deadline));
    }
}
