using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Routing;
using Telemetry.Alerting.Stages;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Alerting.TimeIntervals;
using Telemetry.Contracts.Alerts;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Intake;

/// <summary>What people say from outside, and what it does to our incidents.</summary>
public sealed class HoldingTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ReceiverSettings _settings = new();
    private PagerDutyStandIn _pager = null!;

    public async Task InitializeAsync() => _pager = await PagerDutyStandIn.StartAsync();

    public async Task DisposeAsync() => await _pager.DisposeAsync();

    public void Dispose() => _settings.Dispose();

    [Fact]
    public async Task Incident_InsideASilence_IsToldWhenTheSilenceEnds()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager)));
        var silence = SilenceOf("component", "etcd");
        rig.Board.Take(new(DateTimeOffset.UnixEpoch, "ann", new SilencePut(silence)));

        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        Assert.Equal(new(DecisionKind.Suppressed, DecisionReason.Silenced) { By = silence.Id }, Assert.Single(rig.Decided).Decision);
        Assert.Empty(_pager.Requests);
        Assert.Equal(1, rig.Readings.SumOf("telemetry.alerting.decisions", ("kind", "suppressed"), ("reason", "silenced")));

        rig.Board.Take(new(DateTimeOffset.UnixEpoch, "ann", new SilencePut(silence with { EndsAt = TimeProvider.System.GetUtcNow() })));
        await Eventually.TrueAsync(() => _pager.Pages.Count == 1, Deadline, () => $"{_pager.Requests.Count} requests");
        await rig.SentAsync();
    }

    [Fact]
    public async Task Incident_InAMuteTime_IsToldWhenItEnds()
    {
        var time = new ManualTime();
        var options = ReceiverSettings.ToFirst(_settings.Pager(_pager));
        options.Route!.Routes.Add(new RouteOptions { MuteTimeIntervals = ["today"] });
        options.TimeIntervals.Add(new TimeIntervalOptions { Name = "today", TimeIntervals = [new TimeIntervalPartOptions { DaysOfMonth = [$"{time.GetUtcNow().Day}"] }] });
        await using var rig = await AlertingRig.StartAsync(options, time);

        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        Assert.Equal(new(DecisionKind.Suppressed, DecisionReason.Muted) { By = "today" }, Assert.Single(rig.Decided).Decision);
        Assert.Empty(_pager.Requests);

        time.Advance(TimeSpan.FromHours(12));
        await Eventually.TrueAsync(() => IsDecidedAgain(rig, time), Deadline, () => "nothing is decided after the mute time");
        await Eventually.TrueAsync(() => _pager.Pages.Count == 1, Deadline, () => $"{_pager.Requests.Count} requests");
        await rig.SentAsync();
    }

    [Fact]
    public async Task Incident_SilencedAfterItsPage_IsEndedAllTheSame()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager)));
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        rig.Board.Take(new(DateTimeOffset.UnixEpoch, "ann", new SilencePut(SilenceOf("cluster", "prod"))));
        await rig.GiveAsync(Incidents.Resolved(2));
        await rig.SentAsync();
        Assert.True(Assert.Single(_pager.Pages).IsResolved);
    }

    [Fact]
    public async Task Incident_ThatSomebodySaysIsOver_EndsAndStaysSo()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager)));
        var record = Incidents.Opened(Severity.Critical);
        await rig.GiveAsync(record);
        await rig.SentAsync();
        rig.Board.Take(new(DateTimeOffset.UnixEpoch, "ann", new ManualResolve(EpisodeKey.Of(record).Value)));
        await Eventually.TrueAsync(() => _pager.Pages.Count == 1 && _pager.Pages[0].IsResolved, Deadline, () => $"{_pager.Requests.Count} requests");
        await rig.SentAsync();

        await rig.GiveAsync(Incidents.Record(2, Severity.Critical), Incidents.Resolved(3));
        await rig.SentAsync();
        Assert.Single(_pager.Pages);
        Assert.Equal(InboxState.Past, Assert.Single(rig.Inbox.Search(new()).Items).Face.IsOpen ? InboxState.Open : InboxState.Past);
    }

    [Fact]
    public async Task Incident_ThatGotWorse_PagesAgainUnderAKeyOfItsOwnAndEndsBoth()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager)));
        var record = Incidents.Opened(Severity.Critical);
        var worse = Incidents.Worse(2, number: 1);
        await rig.GiveAsync(record, worse);
        await rig.SentAsync();
        Assert.Equal([EpisodeKey.Of(record).Value, $"{EpisodeKey.Of(record).Value}-worse-1"], _pager.Pages.Select(page => page.DedupKey).Order(StringComparer.Ordinal));

        await rig.GiveAsync(Incidents.Resolved(3));
        await rig.SentAsync();
        Assert.All(_pager.Pages, page => Assert.True(page.IsResolved));
    }

    [Fact]
    public async Task DeadLetter_ThatIsReplayed_IsSentAgain()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager)));
        _pager.AnswerNext(StandInAnswer.Status(404));
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        var (_, dead) = Assert.Single(rig.Inbox.FindDeadLetters());
        Assert.Equal(1, rig.Inbox.Search(new()).Dead);

        rig.Board.Take(new(TimeProvider.System.GetUtcNow().AddSeconds(1), "ann", new Replay(dead.Id)));
        await Eventually.TrueAsync(() => _pager.Pages.Count == 1, Deadline, () => $"{_pager.Requests.Count} requests");
        await rig.SentAsync();
        await Eventually.TrueAsync(() => rig.Inbox.DeadRows.Count == 0, Deadline, () => $"{_pager.Requests.Count} requests");
    }

    // The sweep may set its timer late; once it has decided the clock stands, so that nothing that is sent runs out of time.
    private static bool IsDecidedAgain(AlertingRig rig, ManualTime time)
    {
        if (rig.Decided.Count > 1) return true;
        time.Advance(TimeSpan.FromSeconds(1));
        return false;
    }

    private static Silence SilenceOf(string name, string value) => new()
    {
        Id = "3f2c6a1e-0000-4000-8000-000000000001",
        Matchers = [new(name, value, IsRegex: false, IsEqual: true)],
        StartsAt = TimeProvider.System.GetUtcNow().AddMinutes(-1),
        EndsAt = TimeProvider.System.GetUtcNow().AddHours(1),
        CreatedBy = "ann",
        Comment = "works on it",
        UpdatedAt = TimeProvider.System.GetUtcNow(),
    };
}
