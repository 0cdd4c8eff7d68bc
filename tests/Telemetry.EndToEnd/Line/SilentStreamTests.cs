using Telemetry.Contracts;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Wire;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing.Processes;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.EndToEnd.Line;

/// <summary>X22, with the real executable: the stream before a detector has fallen silent, and that is a page.</summary>
public sealed class SilentStreamTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Detector_ThatHearsNothingAnyMore_IsPagedAbout()
    {
        await using var pager = await PagerDutyStandIn.StartAsync();
        using var folder = new TemporaryFolder();
        var now = TimeProvider.System.GetUtcNow();
        var beat = new AlertCommand(now, "telemetry", new Heartbeat($"{Heartbeat.DetectorPrefix}prod", now.AddHours(-1)));
        await StoredStream.AppendAsync(folder["data"], Streams.Alerts, AlertCommand.Key, AlertCommandCodec.Encode(new ProtoWriter(), beat));

        await using var telemetry = await TelemetryProcess.StartRoleAsync("standalone", WriteSettings(folder, pager), Ports.Free());
        await pager.WaitUntilAsync(received => received.Pages.Count == 1, Deadline);

        Assert.Contains("TelemetryDetectorSilent", pager.Requests[0].Text, StringComparison.Ordinal);
        Assert.Contains("Nobody is watching prod", pager.Requests[0].Text, StringComparison.Ordinal);
        Assert.Empty(pager.Faults);
        Assert.Equal(0, await telemetry.Child.StopAsync(Deadline));
    }

    private static string WriteSettings(TemporaryFolder folder, PagerDutyStandIn pager) => folder.Write("telemetry.yaml", $"""
        cluster:
          name: test
        storage:
          path: {folder["data"]}
        alerting:
          route:
            receiver: pager
            group_wait: 0s
          heartbeat:
            lag_limit: 20s
          receivers:
            - name: pager
              pagerduty_configs:
                - url: {pager.Url}
                  routing_key_file: {folder.Write("routing-key", "0123456789abcdef0123456789abcdef")}
        """);
}
