using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.Alertmanager;

/// <summary>An Alertmanager forgets what it does not hear of again.</summary>
public sealed class RefreshTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    private readonly ManualTime _time = new();

    [Fact]
    public async Task Alert_WhileItIsOpen_IsSentEveryMinuteWithTheNewestWordsAndTheSameLabels()
    {
        await using var server = await StandInServer.StartAsync(_ => Results.Ok());
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(ReceiverSettings.Alertmanager(server.Address)), _time);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        await rig.GiveAsync(Incidents.Record(2, Severity.Critical) with { Summary = "worse", Root = [new("node", "memory", 0.9)] });
        await AdvanceToRequestAsync(server, 2);

        var (first, second) = (AlertOf(server, 0), AlertOf(server, 1));
        Assert.Equal(first["labels"]!.ToJsonString(), second["labels"]!.ToJsonString());
        Assert.Equal("worse", second["annotations"]!["summary"]!.GetValue<string>());
        Assert.True(EndOf(second) > EndOf(first));
    }

    [Fact]
    public async Task End_OfAnAlert_IsRepeatedForFiveMinutesAndNothingFiresAfterIt()
    {
        await using var server = await StandInServer.StartAsync(_ => Results.Ok());
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(ReceiverSettings.Alertmanager(server.Address)), _time);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        var end = Incidents.Resolved(2);
        await rig.GiveAsync(end);
        await rig.SentAsync();
        for (var repeated = 1; repeated <= 5; repeated++) await AdvanceToRequestAsync(server, 2 + repeated);

        await Eventually.TrueAsync(() => _time.LastDueIn <= Sweep, Deadline, () => "something is still under way");
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(7, server.Requests.Count);
        Assert.All(Enumerable.Range(1, 6), i => Assert.Equal(end.At, EndOf(AlertOf(server, i))));
    }

    [Fact]
    public async Task Alert_ThatIsOpenAtAStart_IsSentAtOnce()
    {
        await using var server = await StandInServer.StartAsync(_ => Results.Ok());
        var options = ReceiverSettings.ToFirst(ReceiverSettings.Alertmanager(server.Address));
        await using var rig = await AlertingRig.StartAsync(options, _time);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        await rig.KillAndStartAsync(options);
        await Eventually.TrueAsync(() => server.Requests.Count == 2, Deadline, () => "not sent again");
    }

    // The sender sets its timer a moment after the last answer. Until then only shorter ones wait: the sweep's, and the time-out of the request.
    private async Task AdvanceToRequestAsync(StandInServer server, int count)
    {
        await Eventually.TrueAsync(() => _time.LastDueIn > LongestRequest, Deadline, () => "no reminder is waited for");
        _time.Advance(_time.LastDueIn);
        await Eventually.TrueAsync(() => server.Requests.Count >= count, Deadline, () => $"{server.Requests.Count} of {count} requests");
    }

    private static JsonNode AlertOf(StandInServer server, int request) => JsonNode.Parse(server.Requests[request].Text)!.AsArray()[0]!;

    private static DateTimeOffset EndOf(JsonNode alert) => DateTimeOffset.Parse(alert["endsAt"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture);
}
