using Microsoft.AspNetCore.Http;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Processes;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.EndToEnd.Replaying;

/// <summary>What <c>record</c> writes of a live target, <c>replay</c> reads.</summary>
public sealed class RecordTests
{
    private const int Scrapes = 20;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Record_OfALiveTarget_IsReplayedToItsEnd()
    {
        await using var target = await StandInServer.StartAsync(_ => Results.Text("etcd_server_has_leader 1\n", "text/plain; version=0.0.4"));
        using var folder = new TemporaryFolder();
        var config = folder.Write("telemetry.yaml", $$"""
            cluster: {name: test}
            scrape_configs:
              - {job_name: etcd, scrape_interval: 100ms, targets: ["{{target.Address.Authority}}"]}
            """);

        await using (var recorder = TelemetryProcess.Start(
            "record", folder["recording"], "--config", config, "--set", $"web.listen-address=127.0.0.1:{Ports.Free()}"))
        {
            await Eventually.TrueAsync(() => target.Requests.Count >= Scrapes, Deadline, () => recorder.Child.Tail());
            Assert.Equal(0, await recorder.Child.StopAsync(Deadline));
        }

        var replay = await TelemetryProcess.RunAsync(Deadline, "replay", folder["recording"], "--format", "json");

        Assert.True(replay.ExitCode == 0, string.Join('\n', replay.Errors));
        Assert.Empty(replay.Output);
        Assert.Contains(replay.Errors, line => line.StartsWith("replaying ", StringComparison.Ordinal));
    }
}
