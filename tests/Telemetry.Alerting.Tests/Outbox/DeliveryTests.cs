using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Telemetry.Testing.Tracing;
using Xunit;

namespace Telemetry.Alerting.Tests.Outbox;

/// <summary>Receivers that are slow, silent, refusing or overloaded, on a clock of the test's own.</summary>
public sealed class DeliveryTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // The webhook's verifier compares with the real clock, so this one starts there.
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly DateTimeOffset _start;
    private readonly ReceiverSettings _settings = new();
    private PagerDutyStandIn _pager = null!;
    private WebhookStandIn _hook = null!;

    public DeliveryTests() => _start = _time.GetUtcNow();

    public async Task InitializeAsync()
    {
        _pager = await PagerDutyStandIn.StartAsync();
        _hook = await WebhookStandIn.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _pager.DisposeAsync();
        await _hook.DisposeAsync();
    }

    public void Dispose() => _settings.Dispose();

    [Fact]
    public async Task Receiver_ThatFails_IsTriedAgainUntilItTakesThePage()
    {
        _pager.AnswerNext(StandInAnswer.Status(500), StandInAnswer.Status(503), StandInAnswer.Status(408));
        await using var rig = await StartAsync();
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await AdvanceUntilAsync(rig, () => _pager.Pages.Count == 1, TimeSpan.FromSeconds(10));
        await rig.SentAsync();
        Assert.Equal(4, _pager.Requests.Count);
    }

    [Fact]
    public async Task Attempt_AtAReceiver_LeavesASpanWithItsOutcome()
    {
        _pager.AnswerNext(StandInAnswer.Status(500));
        using var recorder = new SpanRecorder("Telemetry.Alerting");
        await using var rig = await StartAsync();
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await AdvanceUntilAsync(rig, () => _pager.Pages.Count == 1, TimeSpan.FromSeconds(10));
        await rig.SentAsync();
        foreach (var outcome in (string[])["Unavailable", "Accepted"])
            Assert.Contains(recorder.Spans, span => (string?)span.GetTagItem("telemetry.outcome") == outcome);
    }

    [Fact]
    public async Task Receiver_ThatIsSilent_IsGivenFiveSecondsAndTriedAgain()
    {
        _pager.AnswerNext(StandInAnswer.Silence);
        await using var rig = await StartAsync();
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await _pager.WaitUntilAsync(pager => pager.Requests.Count == 1, Deadline);
        await AdvanceUntilAsync(rig, () => _pager.Pages.Count == 1, TimeSpan.FromSeconds(7));
        await rig.SentAsync();
    }

    [Fact]
    public async Task Receiver_ThatIsSilent_HoldsNoOtherAlertBack()
    {
        _pager.AnswerNext(StandInAnswer.Silence);
        await using var rig = await StartAsync();
        await rig.GiveAsync(Incidents.Opened(Severity.Critical, "i-1"));
        await _pager.WaitUntilAsync(pager => pager.Requests.Count == 1, Deadline);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical, "i-2"));
        await _pager.WaitUntilAsync(pager => pager.Pages.Count == 1, Deadline);
        await AdvanceUntilAsync(rig, () => _pager.Pages.Count == 2, TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Receiver_ThatThrottles_IsLeftAloneAsLongAsItAsks()
    {
        _pager.AnswerNext(StandInAnswer.Status(429, TimeSpan.FromSeconds(3)));
        await using var rig = await StartAsync();
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await _pager.WaitUntilAsync(pager => pager.Requests.Count == 1, Deadline);
        await Eventually.TrueAsync(() => _time.Waiting > 0, Deadline, () => "no timer");
        var begun = _time.GetUtcNow();
        await AdvanceUntilAsync(rig, () => _pager.Pages.Count == 1, TimeSpan.FromSeconds(20));
        Assert.True(_time.GetUtcNow() - begun >= TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Receiver_ThatRejectsThePage_IsSentLessUntilItTakesIt()
    {
        _pager.AnswerNext(StandInAnswer.Status(400), StandInAnswer.Status(413));
        await using var rig = await StartAsync();
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        var sizes = _pager.Requests.Select(request => request.Body.Length).ToArray();
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.Equal(3, sizes.Distinct().Count());
        Assert.Single(_pager.Pages);
    }

    [Theory]
    [InlineData(400, 4)]
    [InlineData(401, 1)]
    [InlineData(404, 1)]
    [InlineData(410, 1)]
    [InlineData(302, 1)]
    public async Task Receiver_ThatWillNotTakeThePage_IsReplacedByTheNext(int status, int attempts)
    {
        _pager.Answer(StandInAnswer.Status(status));
        await using var rig = await StartAsync(standBy: true);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        await rig.GiveAsync(Incidents.Resolved(2));
        await rig.SentAsync();

        Assert.Equal(attempts, _pager.Requests.Count);
        Assert.Equal(2, _hook.Messages.Count);
        Assert.Contains("incident.paged", _hook.Messages[0], StringComparison.Ordinal);
        Assert.Contains("incident.resolved", _hook.Messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ticket_ThatIsRefused_WakesNobodyElse()
    {
        _hook.Answer(StandInAnswer.Status(404));
        var options = ReceiverSettings.ToFirst(_settings.Hook(_hook), _settings.Pager(_pager, sendTickets: true));
        await using var rig = await AlertingRig.StartAsync(options, _time);
        await rig.GiveAsync(Incidents.Opened(Severity.Warning));
        await rig.SentAsync();
        Assert.Empty(_pager.Requests);
    }

    [Fact]
    public async Task Page_ThatNobodyTakesForAMinute_GoesToTheNextReceiverToo()
    {
        _pager.Answer(StandInAnswer.Status(500));
        await using var rig = await StartAsync(standBy: true);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await AdvanceUntilAsync(rig, () => _hook.Messages.Count == 1, TimeSpan.FromSeconds(70));
        Assert.True(_time.GetUtcNow() - _start >= TimeSpan.FromSeconds(60));
        _pager.Answer(StandInAnswer.ByContract);
        await AdvanceUntilAsync(rig, () => _pager.Pages.Count == 1, TimeSpan.FromSeconds(40));
        await rig.GiveAsync(Incidents.Resolved(2));
        await rig.SentAsync();
        Assert.True(Assert.Single(_pager.Pages).IsResolved);
        Assert.Equal(2, _hook.Messages.Count);
    }

    [Fact]
    public async Task Page_ThatEndsWhileItsReceiverThrottles_IsNeverSentAndNeitherIsItsEnd()
    {
        _pager.AnswerNext(StandInAnswer.Status(429, TimeSpan.FromMinutes(10)));
        await using var rig = await StartAsync();
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await _pager.WaitUntilAsync(pager => pager.Requests.Count == 1, Deadline);
        await rig.GiveAsync(Incidents.Resolved(2));
        await rig.SentAsync();
        _time.Advance(TimeSpan.FromMinutes(20));
        Assert.Single(_pager.Requests);
        Assert.Empty(_pager.Alerts);
    }

    [Fact]
    public async Task Page_ThatEndsWhileItsOutcomeIsUnknown_IsSentBeforeItsEnd()
    {
        _pager.Answer(StandInAnswer.Status(500));
        await using var rig = await StartAsync();
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await _pager.WaitUntilAsync(pager => pager.Requests.Count == 1, Deadline);
        await rig.GiveAsync(Incidents.Resolved(2));
        _pager.Answer(StandInAnswer.ByContract);
        await AdvanceUntilAsync(rig, () => rig.Ledger.Pending == 0, TimeSpan.FromSeconds(10));
        Assert.True(Assert.Single(_pager.Pages).IsResolved);
    }

    [Fact]
    public async Task Storm_OfPages_StaysUnderTheLimitAndLosesNone()
    {
        const int Pages = 250;
        var options = ReceiverSettings.ToFirst(_settings.Pager(_pager));
        options.Budget.StormPerMinute = 0;
        await using var rig = await AlertingRig.StartAsync(options, _time);
        await rig.GiveAsync([.. Enumerable.Range(0, Pages).Select(i => Incidents.Opened(Severity.Critical, $"i-{i}"))]);
        await AdvanceUntilAsync(rig, () => rig.Ledger.Pending == 0, TimeSpan.FromMinutes(5));
        Assert.Equal(Pages, _pager.Pages.Count);
        Assert.Equal(Pages, _pager.Requests.Count);
        Assert.True(_time.GetUtcNow() - _start >= TimeSpan.FromMinutes((Pages - 20) / 80.0));
    }

    [Fact]
    public async Task Receiver_TakenOutOfTheSettings_EndsItsMessagesAsDead()
    {
        await using var rig = await StartAsync();
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        await rig.KillAndStartAsync(ReceiverSettings.ToFirst(_settings.Hook(_hook)));
        await rig.GiveAsync(Incidents.Resolved(2));
        await rig.SentAsync();
        Assert.False(Assert.Single(_pager.Pages).IsResolved);
        Assert.Empty(_hook.Messages);
    }

    private Task<AlertingRig> StartAsync(bool standBy = false) => AlertingRig.StartAsync(
        standBy ? ReceiverSettings.ToFirst(_settings.Pager(_pager), _settings.Hook(_hook)) : ReceiverSettings.ToFirst(_settings.Pager(_pager)), _time);

    // Advances in steps small enough that every wait of the sender is met on its way.
    private async Task AdvanceUntilAsync(AlertingRig rig, Func<bool> condition, TimeSpan atMost)
    {
        var end = _time.GetUtcNow() + atMost;
        await Eventually.TrueAsync(
            () =>
            {
                if (!condition() && _time.GetUtcNow() < end) _time.Advance(TimeSpan.FromSeconds(1));
                return condition();
            },
            Deadline,
            () => $"{_pager.Requests.Count} requests, {rig.Ledger.Pending} pending at {_time.GetUtcNow():O}");
    }
}
