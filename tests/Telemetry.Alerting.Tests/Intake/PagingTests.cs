using System.Text.Json.Nodes;
using Telemetry.Alerting.Stages;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Intake;

/// <summary>From the incident record to the pager, over real HTTP.</summary>
public sealed class PagingTests : IAsyncLifetime, IDisposable
{
    private readonly ReceiverSettings _settings = new();
    private PagerDutyStandIn _pager = null!;

    public async Task InitializeAsync() => _pager = await PagerDutyStandIn.StartAsync();

    public async Task DisposeAsync() => await _pager.DisposeAsync();

    public void Dispose() => _settings.Dispose();

    [Fact]
    public async Task Incident_FromOpeningToEnd_IsOnePageThatEnds()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager)));
        await rig.GiveAsync(Incidents.Opened(Severity.Warning), Incidents.Record(2, Severity.Critical), Incidents.Record(3, Severity.Critical));
        await rig.SentAsync();
        await rig.GiveAsync(Incidents.Resolved(4));
        await rig.SentAsync();

        var page = Assert.Single(_pager.Alerts);
        Assert.Equal("etcd", page.Component);
        Assert.Equal(1, page.Triggers);
        Assert.True(page.IsResolved);
        Assert.InRange(page.DedupKey.Length, 1, 255);
        Assert.Empty(_pager.Faults);
        Assert.Equal(2, _pager.Requests.Count);
        Assert.Equal(
            [DecisionKind.Ticketed, DecisionKind.Paged, DecisionKind.Updated, DecisionKind.Resolved], rig.Decided.Select(decided => decided.Decision.Kind));
    }

    [Fact]
    public async Task Ticket_ThatBecomesAPage_WakesSomebodyAndIsClosed()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager, sendTickets: true)));
        await rig.GiveAsync(Incidents.Opened(Severity.Warning));
        await rig.SentAsync();
        await rig.GiveAsync(Incidents.Record(2, Severity.Critical));
        await rig.SentAsync();

        Assert.Equal(["warning", "critical"], _pager.Alerts.Select(alert => alert.Severity));
        Assert.Equal([true, false], _pager.Alerts.Select(alert => alert.IsResolved));
        await rig.GiveAsync(Incidents.Resolved(3));
        await rig.SentAsync();
        Assert.All(_pager.Alerts, alert => Assert.True(alert.IsResolved));
    }

    [Fact]
    public async Task Double_OfARecord_SendsNothingAndTellsTheFirstDecision()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager)));
        await rig.GiveAsync(Incidents.Opened(Severity.Critical), Incidents.Opened(Severity.Critical));
        await rig.SentAsync();

        Assert.Single(_pager.Requests);
        Assert.Equal([false, true], rig.Decided.Select(decided => decided.IsDouble));
        Assert.All(rig.Decided, decided => Assert.Equal(DecisionKind.Paged, decided.Original));
    }

    [Fact]
    public async Task Incidents_WithoutReceivers_AreDecidedAndShown()
    {
        await using var rig = await AlertingRig.StartAsync(new AlertingOptions());
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        Assert.Equal(DecisionKind.Paged, Assert.Single(rig.Decided).Decision.Kind);
        Assert.Equal("i-1", Assert.Single(rig.Inbox.Search(new()).Items).Face.Id);
    }

    [Fact]
    public async Task Route_EditedWhileAPageIsOpen_KeepsItsKeyAndEndsIt()
    {
        await using var other = await PagerDutyStandIn.StartAsync();
        var receivers = new[] { _settings.Pager(_pager, "a"), _settings.Pager(other, "b") };
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(receivers));
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        await rig.KillAndStartAsync(ReceiverSettings.ToFirst([.. receivers.Reverse()]));
        await rig.GiveAsync(Incidents.Record(2, Severity.Critical), Incidents.Resolved(3));
        await rig.SentAsync();

        Assert.True(Assert.Single(_pager.Pages).IsResolved);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Record_ThatCannotBeRead_IsDeadLetteredAndNothingElseIsLost()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager)));
        await rig.GiveAsync("not an incident"u8.ToArray());
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        Assert.Single(_pager.Pages);
    }

    [Fact]
    public async Task Incidents_OfTwoClustersWithOneId_AreTwoPages()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager)));
        await rig.GiveAsync(Incidents.Record(1, Severity.Critical, cluster: "a"), Incidents.Record(1, Severity.Critical, cluster: "b"));
        await rig.SentAsync();
        Assert.Equal(2, _pager.Pages.Select(page => page.DedupKey).Distinct().Count());
    }

    [Fact]
    public async Task RoutingKey_OfItsFile_IsInTheEvent()
    {
        await using var rig = await AlertingRig.StartAsync(ReceiverSettings.ToFirst(_settings.Pager(_pager)));
        await rig.GiveAsync(Incidents.Opened(Severity.Critical));
        await rig.SentAsync();
        Assert.Equal(ReceiverSettings.RoutingKey, JsonNode.Parse(Assert.Single(_pager.Requests).Text)!["routing_key"]!.GetValue<string>());
    }
}
