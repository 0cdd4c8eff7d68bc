using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.GrafanaIrm;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.MicrosoftTeams;
using Telemetry.Alerting.Receivers.PagerDuty;
using Telemetry.Alerting.Templates;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers;

/// <summary>What services do with our messages, at stand-ins that obey their written contracts.</summary>
public sealed class StandInServicesTests : IDisposable
{
    private static readonly string RoutingKey = new('k', 32);

    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly ReceiverClient _client;

    public StandInServicesTests() => _client = new ReceiverClient(new EgressGuard(new EgressAllowList([])), _time);

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId x", DeliveryOutcome.Throttled)]
    [InlineData("Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413", DeliveryOutcome.Rejected)]
    [InlineData("Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 502", DeliveryOutcome.Unavailable)]
    public async Task Teams_ThatReportsAFailureWith200_HasNotTakenTheMessage(string body, object outcome)
    {
        await using var teams = await MicrosoftTeamsStandIn.StartAsync();
        var receiver = new MicrosoftTeamsReceiver("t/microsoft_teams/0", new() { WebhookUrl = teams.Url.ToString() }, Http, TemplateSet.Default);
        Assert.Equal(DeliveryOutcome.Accepted, (await receiver.SendAsync(Page(), DetailLevel.Full, CancellationToken.None)).Outcome);
        teams.AnswerNext(StandInAnswer.Status(200, body: body));
        Assert.Equal((DeliveryOutcome)outcome, (await receiver.SendAsync(Page(), DetailLevel.Full, CancellationToken.None)).Outcome);
        Assert.Empty(teams.Faults);
    }

    [Fact]
    public async Task GrafanaIrm_FromPageToEnd_HasOneAlertGroup()
    {
        await using var irm = await GrafanaIrmStandIn.StartAsync();
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, irm.Url.ToString());
        var receiver = new GrafanaIrmReceiver("i/grafana_irm/0", new() { UrlFile = file }, Http, TemplateSet.Default);
        await receiver.SendAsync(Page(), DetailLevel.Full, CancellationToken.None);
        Assert.Equal(("alerting", 1), (irm.States[Page().DedupKey], irm.States.Count));
        await receiver.SendAsync(Page() with { Action = NotificationAction.Resolve }, DetailLevel.Full, CancellationToken.None);
        Assert.Equal(("ok", 1), (irm.States[Page().DedupKey], irm.States.Count));
        Assert.Empty(irm.Faults);
        File.Delete(file);
    }

    [Fact]
    public async Task Changes_NearAnIncident_AreChangeEventsBehindItsPageAndNeverMoreThanTheBudget()
    {
        await using var pager = await PagerDutyStandIn.StartAsync();
        var receiver = new PagerDutyReceiver("p/pagerduty/0", new() { Url = pager.Url.ToString(), RoutingKey = RoutingKey }, Http, TemplateSet.Default, _time);
        for (var i = 0; i < 10; i++) Assert.Equal(DeliveryOutcome.Accepted, (await receiver.SendAsync(Page(Change(), Change(), Change("kube-controller-manager")), DetailLevel.Full, CancellationToken.None)).Outcome);
        Assert.Equal(ChangeEventBudget.PerMinute, pager.Changes.Count);
        Assert.Equal("2026-11-21T09:59:00.000Z", pager.Changes[0]["payload"]!["timestamp"]!.GetValue<string>());
        Assert.Equal(["/v2/enqueue", "/v2/change/enqueue", "/v2/change/enqueue", "/v2/enqueue"], pager.Requests.Take(4).Select(request => request.Path));
        Assert.Empty(pager.Faults);
        await receiver.SendAsync(Page(Change()) with { Action = NotificationAction.Resolve }, DetailLevel.Full, CancellationToken.None);
        Assert.Equal(ChangeEventBudget.PerMinute, pager.Changes.Count);
    }

    [Fact]
    public async Task Changes_ThatAreNotTaken_DoNotTouchThePage()
    {
        await using var pager = await PagerDutyStandIn.StartAsync();
        pager.AnswerNext(StandInAnswer.ByContract, StandInAnswer.Status(500));
        var receiver = new PagerDutyReceiver("p/pagerduty/0", new() { Url = pager.Url.ToString(), RoutingKey = RoutingKey }, Http, TemplateSet.Default, _time);
        Assert.Equal(DeliveryOutcome.Accepted, (await receiver.SendAsync(Page(Change(), Change()), DetailLevel.Full, CancellationToken.None)).Outcome);
        Assert.Equal(2, pager.Requests.Count);
    }

    private HttpDelivery Http => _client.Delivery(new HttpConfigOptions());

    private static Notification Page(params ChangeRecord[] changes) => Notifications.Of(Incidents.Record(1, Severity.Critical) with { Changes = changes });

    private static ChangeRecord Change(string by = "ci") => new()
    {
        ChangeId = "c1", Cluster = "prod", At = Incidents.Began, MadeAt = Incidents.Began.AddMinutes(-1), Kind = "Deployment", Namespace = "shop", Name = "checkout",
        What = "image", From = "v241", To = "v242", By = by,
    };
}
