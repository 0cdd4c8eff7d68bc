using System.Diagnostics;
using System.Net;
using Telemetry.EndToEnd.Programs;
using Telemetry.Testing;
using Telemetry.Testing.Processes;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.EndToEnd.Faults;

/// <summary>The wall clock of the real process is set an hour ahead, and two hours back, while groups are open and messages wait.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Blur = TimeSpan.FromMinutes(15);

    [ServerFact("faketime")]
    public async Task Clock_SetAnHourAheadAndTwoBack_LosesDoublesAndDelaysNothing()
    {
        await using var hook = await WebhookStandIn.StartAsync();
        using var folder = new TemporaryFolder();
        await using var alerting = new LoneAlerting(hook, folder, folder["data"]);
        await alerting.StartAsync(await FakedAsync(folder));

        // Ahead while a group waits for its first message: what nobody repeated within the hour has not ended.
        Assert.Equal(HttpStatusCode.OK, await alerting.PostAsync("node", "first"));
        await SetAsync(alerting, folder, Hour);
        await alerting.UntilToldAsync("firing: first");
        Assert.Equal(HttpStatusCode.OK, await alerting.PostAsync("node", "second"));
        await alerting.UntilToldAsync("firing: first second");

        // Back while a message has failed and waits to be sent again.
        hook.Answer(StandInAnswer.Status(503));
        var before = hook.Requests.Count;
        Assert.Equal(HttpStatusCode.OK, await alerting.PostAsync("node", "third"));
        await Eventually.TrueAsync(() => hook.Requests.Count > before, LoneAlerting.Deadline, alerting.Explain);
        await SetAsync(alerting, folder, -Hour);
        hook.Answer(StandInAnswer.ByContract);
        await alerting.UntilToldAsync("firing: first second third");
        Assert.Equal(HttpStatusCode.OK, await alerting.EndAsync("node", "first", "second", "third"));
        await alerting.UntilToldAsync("resolved: first second third");

        Assert.Equal(["firing: first", "firing: first second", "firing: first second third", "resolved: first second third"], alerting.Told);
        Assert.Empty(hook.Faults);
    }

    // The time itself only: what counts from the monotonic clock must not notice.
    private static async Task<Dictionary<string, string>> FakedAsync(TemporaryFolder folder)
    {
        var library = await Tool.RunAsync(new ProcessStartInfo("faketime", ["-m", "-f", "+0s", "printenv", "LD_PRELOAD"]), LoneAlerting.Deadline);
        return new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = library.Trim(),
            ["FAKETIME_TIMESTAMP_FILE"] = folder.Write("offset", "+0s"),
            ["FAKETIME_CACHE_DURATION"] = "1",
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        };
    }

    private static async Task SetAsync(LoneAlerting alerting, TemporaryFolder folder, TimeSpan offset)
    {
        folder.Write("offset", $"{(offset > TimeSpan.Zero ? "+" : "")}{offset.TotalSeconds:0}s");
        await Eventually.TrueAsync(
            async () => (await alerting.ClockAsync() - TimeProvider.System.GetUtcNow() - offset).Duration() < Blur, LoneAlerting.Deadline, alerting.Explain);
    }
}
