using System.Text;
using Telemetry.Alerting.Episodes;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing.Receivers;
using Telemetry.Transport;
using Xunit;

namespace Telemetry.Alerting.Tests.Intake;

/// <summary>Killed without a checkpoint at the worst moments, and started again on the same state.</summary>
public sealed class CrashTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ReceiverSettings _settings = new();
    private PagerDutyStandIn _pager = null!;

    public async Task InitializeAsync() => _pager = await PagerDutyStandIn.StartAsync();

    public async Task DisposeAsync() => await _pager.DisposeAsync();

    public void Dispose() => _settings.Dispose();

    [Fact]
    public async Task Kill_BeforeTheReceiverAnswered_StillPagesOnce()
    {
        var options = ReceiverSettings.ToFirst(_settings.Pager(_pager));
        _pager.Answer(StandInAnswer.Silence);
        await using var rig = await AlertingRig.StartAsync(options);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await _pager.WaitUntilAsync(pager => pager.Requests.Count == 1, Deadline);
        _pager.Answer(StandInAnswer.ByContract);
        await rig.KillAndStartAsync(options);
        await rig.SentAsync();
        Assert.Equal(1, Assert.Single(_pager.Pages).Triggers);
    }

    [Fact]
    public async Task Kill_AfterTheReceiverTookItButBeforeWeKnew_JoinsTheSamePage()
    {
        var options = ReceiverSettings.ToFirst(_settings.Pager(_pager));
        _pager.Answer(StandInAnswer.TakenBut(500));
        await using var rig = await AlertingRig.StartAsync(options);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await _pager.WaitUntilAsync(pager => pager.Pages.Count == 1, Deadline);
        _pager.Answer(StandInAnswer.ByContract);
        await rig.KillAndStartAsync(options);
        await rig.SentAsync();
        Assert.InRange(Assert.Single(_pager.Pages).Triggers, 2, 3);
    }

    [Fact]
    public async Task Records_SinceTheLastCheckpoint_AreSeenAgainWithoutASecondPage()
    {
        var options = ReceiverSettings.ToFirst(_settings.Pager(_pager));
        await using var rig = await AlertingRig.StartAsync(options);
        var records = new[] { Incidents.Opened(Severity.Critical), Incidents.Record(2, Severity.Critical), Incidents.Resolved(3) };
        await rig.GiveAsync(records);
        await rig.SentAsync();
        Assert.Null(await rig.KillAndStartAsync(options));
        await rig.GiveAsync(records);
        await rig.SentAsync();

        Assert.Equal(2, _pager.Requests.Count);
        Assert.True(Assert.Single(_pager.Pages).IsResolved);
        var firstLife = rig.Decided.Take(3).Select(decided => decided.Original);
        Assert.Equal(firstLife, rig.Decided.Skip(3).Select(decided => decided.Original));
    }

    [Fact]
    public async Task Checkpoint_IsWhereTheNextLifeBegins()
    {
        await using var rig = await AlertingRig.StartAsync(new AlertingOptions());
        await rig.GiveAsync(Incidents.Opened(Severity.Critical), Incidents.Record(2, Severity.Critical));
        await rig.CheckpointAsync();
        Assert.Equal(2, await rig.KillAndStartAsync(new AlertingOptions()));
        Assert.Single(rig.Inbox.Search(new()).Items);
    }

    [Fact]
    public async Task End_WhileTheTriggerMayHaveArrived_IsSentBehindIt()
    {
        var options = ReceiverSettings.ToFirst(_settings.Pager(_pager));
        _pager.Answer(StandInAnswer.TakenBut(503));
        await using var rig = await AlertingRig.StartAsync(options);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await _pager.WaitUntilAsync(pager => pager.Pages.Count == 1, Deadline);
        await rig.GiveAsync(Incidents.Resolved(2));
        _pager.Answer(StandInAnswer.ByContract);
        await rig.KillAndStartAsync(options);
        await rig.SentAsync();
        Assert.True(Assert.Single(_pager.Pages).IsResolved);
    }

    [Fact]
    public async Task Row_WhoseEpisodeNeverBecameDurable_IsMadeAgainByItsRecord()
    {
        var options = ReceiverSettings.ToFirst(_settings.Pager(_pager));
        _pager.Answer(StandInAnswer.Status(429, TimeSpan.FromMinutes(10)));
        await using var rig = await AlertingRig.StartAsync(options);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await _pager.WaitUntilAsync(pager => pager.Requests.Count == 1, Deadline);
        var owner = AlertState.OwnerOf(0);
        var key = AlertState.Episodes + EpisodeKey.Of(Incidents.Opened(Severity.Critical)).Value;
        await rig.State.CommitAsync(owner, [new StateEntry(key, null)], CancellationToken.None);
        _pager.Answer(StandInAnswer.ByContract);
        await rig.KillAndStartAsync(options);
        Assert.Equal(0, rig.Ledger.Pending);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        Assert.Equal(1, Assert.Single(_pager.Pages).Triggers);
    }

    [Fact]
    public async Task StateEntry_ThatIsDamaged_IsLeftOutAndTheRestWorks()
    {
        var options = ReceiverSettings.ToFirst(_settings.Pager(_pager));
        await using var rig = await AlertingRig.StartAsync(options);
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        var damage = new StateEntry(AlertState.Episodes + "damaged", Encoding.UTF8.GetBytes("no episode"));
        await rig.State.CommitAsync(AlertState.OwnerOf(0), [damage], CancellationToken.None);
        await rig.KillAndStartAsync(options);
        await rig.GiveAsync(Incidents.Resolved(2));
        await rig.SentAsync();
        Assert.True(Assert.Single(_pager.Pages).IsResolved);
    }
}
