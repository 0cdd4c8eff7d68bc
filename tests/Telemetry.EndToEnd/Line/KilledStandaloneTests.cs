using Telemetry.Contracts.Incidents;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing.Processes;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.EndToEnd.Line;

/// <summary>Killed between the commit of a page and its delivery: what was committed is sent after the restart, once, and ended once.</summary>
public sealed class KilledStandaloneTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Standalone_KilledBetweenCommitAndDelivery_PagesOnceAndResolvesOnce(bool receiverAnswers)
    {
        await using var pager = await PagerDutyStandIn.StartAsync();
        using var folder = new TemporaryFolder();
        var incidents = new StoredIncidents(folder["data"]);
        var config = PagedStandalone.WriteSettings(folder, pager);

        await incidents.AppendAsync(IncidentChange.Opened);
        pager.Answer(receiverAnswers ? StandInAnswer.Status(500) : StandInAnswer.Silence);
        await using (var killed = await StartAsync(config))
        {
            await pager.WaitUntilAsync(received => received.Requests.Count > 0, Deadline);
            await killed.Child.KillAsync();
        }

        pager.Answer(StandInAnswer.ByContract);
        await using (var restarted = await StartAsync(config))
        {
            await pager.WaitUntilAsync(received => received.Pages.Count > 0, Deadline);
            Assert.Equal(0, await restarted.Child.StopAsync(Deadline));
        }

        await incidents.AppendAsync(IncidentChange.Resolved);
        await using (await StartAsync(config)) await pager.WaitUntilAsync(received => received.Pages[0].IsResolved, Deadline);

        Assert.Equal(1, Assert.Single(pager.Pages).Triggers);
        Assert.Single(pager.Requests, request => request.Text.Contains("\"resolve\"", StringComparison.Ordinal));
        Assert.Empty(pager.Faults);
    }

    private static Task<TelemetryProcess> StartAsync(string config) => TelemetryProcess.StartRoleAsync("standalone", config, Ports.Free());
}
