using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.JiraServiceManagement;
using Telemetry.Alerting.Receivers.Opsgenie;
using Telemetry.Alerting.Templates;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.Opsgenie;

/// <summary>A request that is taken is not decided: the outcome is read back.</summary>
public sealed class OpsgenieOutcomeTests : IAsyncLifetime
{
    private const string Key = "key-0123456789";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly ReceiverClient _client;
    private OpsgenieStandIn _service = null!;
    private IReceiver _receiver = null!;

    public OpsgenieOutcomeTests() => _client = new ReceiverClient(new EgressGuard(new EgressAllowList([])), _time);

    public async Task InitializeAsync()
    {
        _service = await OpsgenieStandIn.StartAsync(Key);
        var options = new OpsgenieOptions { ApiUrl = _service.Url.ToString(), ApiKey = Key };
        _receiver = new OpsgenieReceiver("ops/opsgenie/0", options, new OpsgenieApi(options, _client.Delivery(new HttpConfigOptions()), TemplateSet.Default, _time));
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task Incident_FromItsPageToItsEnd_IsOneAlert()
    {
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(Page)).Outcome);
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(Page)).Outcome);
        var open = Assert.Single(_service.Alerts);
        Assert.Equal((Page.DedupKey, 2, true), (open.Alias, open.Count, open.IsOpen));
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(End)).Outcome);
        Assert.False(Assert.Single(_service.Alerts).IsOpen);
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(End)).Outcome);
        Assert.Empty(_service.Faults);
    }

    [Fact]
    public async Task Request_ThatIsTakenAndThenRefused_IsNotDelivered()
    {
        _service.RefuseLater("Alert could not be created: quota");
        var result = await SendAsync(Page);
        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("quota", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ThatIsDecidedLater_IsAskedForAgain()
    {
        _service.DecideAfter(3);
        var sending = SendAsync(Page).AsTask();
        await AdvanceUntilDoneAsync(sending);
        Assert.Equal(DeliveryOutcome.Accepted, (await sending).Outcome);
        Assert.Equal(1, _service.Requests.Count(request => request.Method == "POST"));
    }

    [Fact]
    public async Task Request_ThatStaysOpen_IsAskedForByTheNextAttemptBeforeItIsSentAgain()
    {
        _service.DecideAfter(1000);
        var sending = SendAsync(Page).AsTask();
        await AdvanceUntilDoneAsync(sending);
        var first = await sending;
        Assert.Equal(DeliveryOutcome.Unavailable, first.Outcome);
        Assert.True(first.MayHaveArrived);
        _service.DecideAfter(0);
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(Page with { Receipt = first.Receipt! })).Outcome);
        Assert.Equal(1, Assert.Single(_service.Alerts).Count);
    }

    [Fact]
    public async Task Throttle_WithItsPeriod_WaitsAsLong()
    {
        _service.AnswerNext(StandInAnswer.Status(429, TimeSpan.FromSeconds(7)));
        Assert.Equal(TimeSpan.FromSeconds(7), (await SendAsync(Page)).RetryAfter);
    }

    [Fact]
    public async Task JiraServiceManagement_SpeaksTheSameUnderItsOwnPath()
    {
        await using var jira = await OpsgenieStandIn.StartAsync(Key, "/jsm/ops/integration/");
        var options = new JiraServiceManagementOptions { ApiUrl = jira.Url.ToString(), ApiKey = Key };
        var api = new OpsgenieApi(options, _client.Delivery(new HttpConfigOptions()), TemplateSet.Default, _time);
        var receiver = new JiraServiceManagementReceiver("jsm/jira_service_management/0", options, api);
        Assert.Equal(DeliveryOutcome.Accepted, (await receiver.SendAsync(Page, DetailLevel.Full, CancellationToken.None)).Outcome);
        Assert.Equal(DeliveryOutcome.Accepted, (await receiver.SendAsync(End, DetailLevel.Full, CancellationToken.None)).Outcome);
        Assert.False(Assert.Single(jira.Alerts).IsOpen);
    }

    private static Notification Page => Notifications.Of(Incidents.Record(1, Severity.Critical));

    private static Notification End => Page with { Action = NotificationAction.Resolve, MessageId = "msg_2", Sequence = 2 };

    private ValueTask<DeliveryResult> SendAsync(Notification notification) => _receiver.SendAsync(notification, DetailLevel.Full, CancellationToken.None);

    // Waiting goes by the fake clock, answers by the real one: time moves only while an attempt waits between two questions.
    private Task AdvanceUntilDoneAsync(Task<DeliveryResult> sending) => Eventually.TrueAsync(
        () =>
        {
            if (!sending.IsCompleted) _time.Advance(TimeSpan.FromMilliseconds(100));
            return sending.IsCompleted;
        },
        Deadline, () => $"{_service.Requests.Count} requests");
}
