using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Receivers.Slack;
using Telemetry.Alerting.Templates;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.Slack;

public sealed class SlackChannelTests : IAsyncLifetime
{
    private const string Token = "xoxb-token";

    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly ReceiverClient _client;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-slack-");
    private SlackStandIn _slack = null!;

    public SlackChannelTests() => _client = new ReceiverClient(new EgressGuard(new EgressAllowList([])), _time);

    public async Task InitializeAsync() => _slack = await SlackStandIn.StartAsync(Token);

    public async Task DisposeAsync()
    {
        await _slack.DisposeAsync();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Message_ByBotToken_IsReplacedByTheNextOfItsAlert()
    {
        var receiver = ByToken();
        var first = await SendAsync(receiver, Page);
        Assert.Equal(DeliveryOutcome.Accepted, first.Outcome);
        var end = Page with { Action = NotificationAction.Resolve, MessageId = "msg_2", Sequence = 2, Receipt = first.Receipt! };
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(receiver, end)).Outcome);
        var message = Assert.Single(_slack.Messages);
        Assert.Contains("Resolved: etcd WAL", message["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["/api/chat.postMessage", "/api/chat.update"], _slack.Requests.Select(request => request.Path));
        Assert.Empty(_slack.Faults);
    }

    [Fact]
    public async Task Message_ThatSomebodyDeleted_IsPostedAnew()
    {
        var receiver = ByToken();
        var first = await SendAsync(receiver, Page);
        _slack.DeleteAll();
        var second = await SendAsync(receiver, Page with { MessageId = "msg_2", Sequence = 2, Receipt = first.Receipt! });
        Assert.Equal(DeliveryOutcome.Accepted, second.Outcome);
        Assert.Single(_slack.Messages);
        Assert.NotEqual(first.Receipt, second.Receipt);
    }

    [Theory]
    [InlineData("invalid_payload", DeliveryOutcome.Rejected)]
    [InlineData("no_text", DeliveryOutcome.Rejected)]
    [InlineData("", DeliveryOutcome.Rejected)]
    [InlineData("<html>welcome</html>", DeliveryOutcome.Rejected)]
    [InlineData("no_service", DeliveryOutcome.Refused)]
    [InlineData("channel_is_archived", DeliveryOutcome.Refused)]
    [InlineData("{\"ok\":false,\"error\":\"invalid_blocks\"}", DeliveryOutcome.Rejected)]
    [InlineData("{\"ok\":false,\"error\":\"invalid_auth\"}", DeliveryOutcome.Refused)]
    [InlineData("{\"ok\":false,\"error\":\"ratelimited\"}", DeliveryOutcome.Throttled)]
    [InlineData("{\"ok\":false,\"error\":\"internal_error\"}", DeliveryOutcome.Unavailable)]
    public async Task Answer_With200ThatSaysNo_IsAFailure(string body, object outcome)
    {
        _slack.AnswerNext(StandInAnswer.Status(200, body: body));
        Assert.Equal((DeliveryOutcome)outcome, (await SendAsync(ByWebhook(), Page)).Outcome);
    }

    [Fact]
    public async Task Group_WithTheDefaultTemplates_IsTheAttachmentThatAlertmanagerSends()
    {
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(ByWebhook(), Notifications.OfGroup(Notifications.Alert()))).Outcome);
        var message = Assert.Single(_slack.Messages);
        var attachment = message["attachments"]![0]!;
        Assert.Equal("Alertmanager", message["username"]!.GetValue<string>());
        Assert.Equal("danger", attachment["color"]!.GetValue<string>());
        Assert.StartsWith("[FIRING:1] ", attachment["title"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["fallback", "pretext", "text"], attachment["mrkdwn_in"]!.AsArray().Select(part => part!.GetValue<string>()));
    }

    [Fact]
    public async Task Text_FromOutside_MentionsNobody()
    {
        var record = Incidents.Record(1, Severity.Critical) with { Summary = "<!channel> & <@U1>" };
        await SendAsync(ByWebhook(), Notifications.Of(record));
        Assert.EndsWith("&lt;!channel&gt; &amp; &lt;@U1&gt;", Assert.Single(_slack.Messages)["text"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static Notification Page => Notifications.Of(Incidents.Record(1, Severity.Critical));

    private SlackReceiver ByWebhook() =>
        new("chat/slack/0", new SlackOptions { ApiUrl = _slack.WebhookUrl.ToString() }, _client.Delivery(new HttpConfigOptions()), TemplateSet.Default);

    private SlackReceiver ByToken()
    {
        var file = Path.Combine(_folder.FullName, "token");
        File.WriteAllText(file, Token);
        var options = new SlackOptions { AppUrl = _slack.ApiUrl.ToString(), AppTokenFile = file, Channel = "#ops" };
        return new SlackReceiver("chat/slack/0", options, _client.Delivery(new HttpConfigOptions()), TemplateSet.Default);
    }

    private static ValueTask<DeliveryResult> SendAsync(SlackReceiver receiver, Notification notification) =>
        receiver.SendAsync(notification, DetailLevel.Full, CancellationToken.None);
}
