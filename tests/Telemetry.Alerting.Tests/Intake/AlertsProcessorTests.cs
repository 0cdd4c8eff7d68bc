using System.Text.Json.Nodes;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Contracts.Alerts;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Intake;

/// <summary>Alerts of others from their stream to the receiver, through kills, failing receivers and clocks that are set wrong.</summary>
public sealed class AlertsProcessorTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // The webhook's verifier compares with the real clock, so this one starts there.
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly ReceiverSettings _settings = new();
    private WebhookStandIn _hook = null!;
    private PagerDutyStandIn _pager = null!;

    public async Task InitializeAsync()
    {
        _hook = await WebhookStandIn.StartAsync();
        _pager = await PagerDutyStandIn.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _hook.DisposeAsync();
        await _pager.DisposeAsync();
    }

    public void Dispose() => _settings.Dispose();

    [Fact]
    public async Task Alert_AcceptedAndKilledInsideItsGroupWait_IsToldAfterTheRestart()
    {
        await using var rig = await AlertsRig.StartAsync(ToHook(), _time);
        await rig.PostAsync("x1");
        await rig.KillAndStartAsync(ToHook());
        await rig.UntilAsync(() => Statuses.Length == 1, Minute);
        Assert.Equal(["firing"], Statuses);
    }

    [Fact]
    public async Task Alert_ToldBeforeAKill_IsNotToldAgainAndItsEndIs()
    {
        await using var rig = await AlertsRig.StartAsync(ToHook(), _time);
        await rig.PostAsync("x7");
        await rig.UntilAsync(() => Statuses.Length == 1 && rig.Ledger.Pending == 0, Minute);
        await rig.KillAndStartAsync(ToHook());
        await rig.PostAsync("x7");
        await rig.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(["firing"], Statuses);
        await rig.PostAsync("x7", isOver: true);
        await rig.UntilAsync(() => Statuses.Length == 2, Minute);
        Assert.Equal(["firing", "resolved"], Statuses);
    }

    [Fact]
    public async Task Receiver_ThatFailsOverARestart_IsToldWhenItIsBack()
    {
        _hook.Answer(StandInAnswer.Status(500));
        await using var rig = await AlertsRig.StartAsync(ToHook(), _time);
        await rig.PostAsync("x16");
        await rig.UntilAsync(() => _hook.Requests.Count >= 2, Minute);
        await rig.KillAndStartAsync(ToHook());
        _hook.Answer(StandInAnswer.ByContract);
        await rig.UntilAsync(() => Statuses.Length == 1, Minute);
        Assert.Single(_hook.Requests.Select(request => request.Headers["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task Receiver_ThatRejectsOnce_IsToldLessAndThenTheEnd()
    {
        _hook.AnswerNext(StandInAnswer.Status(400));
        await using var rig = await AlertsRig.StartAsync(ToHook(), _time);
        await rig.PostAsync("x2");
        await rig.UntilAsync(() => _hook.Requests.Count >= 1, Minute);
        await rig.PostAsync("x2", isOver: true);
        await rig.UntilAsync(() => Statuses.Length == 2, Minute);
        Assert.Equal(["firing", "resolved"], Statuses);
    }

    [Fact]
    public async Task Page_ThatTimedOutAndEnded_IsNeverTriggeredAfterItsEnd()
    {
        _pager.Answer(StandInAnswer.Silence);
        await using var rig = await AlertsRig.StartAsync(ToPager(), _time);
        await rig.PostAsync("x18");
        await rig.UntilAsync(() => _pager.Requests.Count >= 1, Minute);
        await rig.PostAsync("x18", isOver: true);
        await rig.PassAsync(TimeSpan.FromSeconds(8));
        _pager.Answer(StandInAnswer.ByContract);
        await rig.UntilAsync(() => rig.Ledger.Pending == 0, Minute);
        var actions = _pager.Requests.Select(request => JsonNode.Parse(request.Text)!["event_action"]!.GetValue<string>()).ToArray();
        Assert.Equal("resolve", actions[^1]);
        Assert.DoesNotContain("trigger", actions.SkipWhile(action => action == "trigger"));
        Assert.All(_pager.Pages, page => Assert.True(page.IsResolved));
    }

    [Fact]
    public async Task Group_ThatFiresAgainAfterItsEnd_HasItsKeyAgainAndOtherMessages()
    {
        await using var rig = await AlertsRig.StartAsync(ToHook(), _time);
        foreach (var expected in new[] { 2, 4 })
        {
            await rig.PostAsync("again");
            await rig.UntilAsync(() => Statuses.Length == expected - 1, Minute);
            await rig.PostAsync("again", isOver: true);
            await rig.UntilAsync(() => Statuses.Length == expected, Minute);
        }

        Assert.Equal(["firing", "resolved", "firing", "resolved"], Statuses);
        Assert.Single(_hook.Messages.Select(message => JsonNode.Parse(message)!["groupKey"]!.GetValue<string>()).Distinct());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Clock_SetAnHourWrong_NeitherEndsNorDelaysAnything(int hours)
    {
        await using var rig = await AlertsRig.StartAsync(ToHook(), _time);
        await rig.PostAsync("held");
        await rig.UntilAsync(() => Statuses.Length == 1, Minute);
        rig.Wall.SetWrongBy(TimeSpan.FromHours(hours));
        await rig.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(["firing"], Statuses);
        await rig.PostAsync("new");
        await rig.UntilAsync(() => Statuses.Length == 2, TimeSpan.FromSeconds(10));
        await rig.PostAsync("held", isOver: true);
        await rig.UntilAsync(() => Statuses.Length == 3, TimeSpan.FromSeconds(10));
        Assert.Equal(["firing", "firing", "resolved"], Statuses);
    }

    [Fact]
    public async Task DeadLetter_Replayed_IsSentAgainUnlessSomethingNewerWas()
    {
        _hook.Answer(StandInAnswer.Status(404));
        await using var rig = await AlertsRig.StartAsync(ToHook(), _time);
        await rig.PostAsync("dead");
        await rig.UntilAsync(() => _hook.Requests.Count == 1 && rig.Ledger.Pending == 0, Minute);
        var row = await rig.OnlyRowAsync();
        _hook.Answer(StandInAnswer.ByContract);
        await rig.PublishAsync(new Replay(row));
        await rig.UntilAsync(() => Statuses.Length == 1, Minute);
        await rig.PublishAsync(new Replay(row));
        await rig.PostAsync("dead", isOver: true);
        await rig.UntilAsync(() => Statuses.Length == 2, Minute);
        Assert.Equal(["firing", "resolved"], Statuses);
    }

    [Fact]
    public async Task Storage_ThatIsFull_HoldsMessagesBackTellsOfItselfAndLosesNothing()
    {
        await using var rig = await AlertsRig.StartAsync(ToHook(), _time);
        using var alarm = rig.Alarm;
        rig.Transport.IsFull = true;
        await rig.PostAsync("held");
        await alarm.RunOnceAsync(CancellationToken.None);
        await alarm.RunOnceAsync(CancellationToken.None);
        await rig.PassAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(["TelemetryAlertingCannotWrite"], Names);
        rig.Transport.IsFull = false;
        await alarm.RunOnceAsync(CancellationToken.None);
        await rig.UntilAsync(() => Names.Length == 3, Minute);
        Assert.Equal(["firing", "resolved", "firing"], Statuses);
        Assert.Equal("held", Names[2]);
    }

    [Fact]
    public async Task Storage_ThatWasSalvaged_IsToldOfOnce()
    {
        await using var rig = await AlertsRig.StartAsync(ToHook(), _time);
        using var alarm = rig.Alarm;
        await rig.State.CommitAsync("storage.salvage", [new("note", "telemetry.db was damaged"u8.ToArray())], CancellationToken.None);
        await alarm.RunOnceAsync(CancellationToken.None);
        await alarm.RunOnceAsync(CancellationToken.None);
        Assert.Equal(["TelemetryAlertingStorageDamaged"], Names);
    }

    private string[] Names => [.. _hook.Messages.Select(message => JsonNode.Parse(message)!["groupLabels"]!["alertname"]!.GetValue<string>())];

    private string[] Statuses => [.. _hook.Messages.Select(message => JsonNode.Parse(message)!["status"]!.GetValue<string>())];

    private AlertingOptions ToHook() => With(_settings.Hook(_hook));

    private AlertingOptions ToPager() => With(_settings.Pager(_pager));

    private static AlertingOptions With(Telemetry.Alerting.Receivers.ReceiverOptions receiver) => new()
    {
        Route = new RouteOptions
        {
            Receiver = receiver.Name,
            GroupBy = ["alertname"],
            GroupWait = TimeSpan.FromSeconds(1),
            GroupInterval = TimeSpan.FromSeconds(1),
            RepeatInterval = TimeSpan.FromHours(1),
        },
        Receivers = [receiver],
    };
}
