using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Stages;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Intake;

/// <summary>A team's budget of one message a day, through the book: what is beyond it is held, counted, and still held after a restart.</summary>
public sealed class BudgetTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ReceiverSettings _settings = new();
    private readonly ManualTime _time = new();
    private PagerDutyStandIn _pager = null!;

    public async Task InitializeAsync() => _pager = await PagerDutyStandIn.StartAsync();

    public async Task DisposeAsync() => await _pager.DisposeAsync();

    public void Dispose() => _settings.Dispose();

    [Fact]
    public async Task Group_BeyondTheBudget_IsHeldOverARestartAndSoIsTheNextOne()
    {
        await using var rig = await AlertsRig.StartAsync(Options(), _time);
        await rig.PostAsync("first", endsIn: TimeSpan.FromHours(2));
        await rig.UntilAsync(() => _pager.Alerts.Count == 1 && rig.Ledger.Pending == 0, Minute);
        await rig.PostAsync("second", endsIn: TimeSpan.FromHours(2));
        await rig.UntilAsync(() => HeldIn(rig.Inbox) == 1, Minute);
        Assert.Equal(1, rig.Readings.SumOf("telemetry.alerting.groups.untold", ("reason", "over_budget")));

        await rig.KillAndStartAsync(Options());
        await rig.UntilAsync(() => HeldIn(rig.Inbox) == 1, Minute);
        await rig.PostAsync("third", endsIn: TimeSpan.FromHours(2));
        await rig.UntilAsync(() => HeldIn(rig.Inbox) == 2, Minute);
        await rig.PostAsync("second", isOver: true);
        await rig.UntilAsync(() => rig.Inbox.Search(new() { State = InboxState.Untold }).Items.Any(item => !item.Face.IsOpen), Minute);

        Assert.Single(_pager.Requests);
        Assert.Contains(
            WhyText.Of(rig.Inbox.Search(new() { State = InboxState.Untold }).Items[0], EpisodeSurroundings.None),
            line => line.EndsWith("because the team's tickets of the day are used up; it stands in the digest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ticket_BeyondTheBudget_IsHeldOverARestartAndPagesAreNot()
    {
        await using var rig = await AlertingRig.StartAsync(Options(), _time);
        await rig.GiveAsync(Incidents.Opened(Severity.Warning, "i-1"), Incidents.Opened(Severity.Warning, "i-2"));
        await rig.SentAsync();
        Assert.Equal(1, rig.Readings.SumOf("telemetry.alerting.decisions", ("kind", "suppressed"), ("reason", "over_budget")));

        await rig.KillAndStartAsync(Options());
        Assert.True(Assert.IsType<Telemetry.Alerting.Episodes.Episode>(Assert.Single(rig.Inbox.Held)).IsHeldBack);
        await rig.GiveAsync(Incidents.Opened(Severity.Warning, "i-3"), Incidents.Opened(Severity.Critical, "i-4"));
        await rig.SentAsync();
        Assert.Equal(2, rig.Inbox.Held.Count);
        Assert.Equal([DecisionKind.Ticketed, DecisionKind.Suppressed, DecisionKind.Suppressed, DecisionKind.Paged], rig.Decided.Select(decided => decided.Decision.Kind));
        Assert.Equal(2, _pager.Alerts.Count);
    }

    private static int HeldIn(IncidentInbox inbox) => inbox.Held.Count;

    private AlertingOptions Options()
    {
        var options = ReceiverSettings.ToFirst(_settings.Pager(_pager, sendTickets: true));
        options.Route!.GroupWait = TimeSpan.Zero;
        options.Route.GroupInterval = TimeSpan.FromSeconds(5);
        options.Route.GroupBy = ["alertname"];
        options.Route.Budget = true;
        options.Budget.MessagesPerDay = 1;
        return options;
    }
}
