using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Email;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.Email;

/// <summary>What the receivers' contract asks of HTTP, asked of SMTP: one outcome for each thing that a mail server can say.</summary>
public sealed class SmtpAnswersTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly SmtpStandIn _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("greeting", "421 too busy", DeliveryOutcome.Unavailable)]
    [InlineData("greeting", "554 not you", DeliveryOutcome.Refused)]
    [InlineData("greeting", "HTTP/1.1 400 Bad Request", DeliveryOutcome.Unavailable)]
    [InlineData("greeting", SmtpStandIn.Close, DeliveryOutcome.Unavailable)]
    [InlineData("MAIL", "451 later", DeliveryOutcome.Unavailable)]
    [InlineData("MAIL", "550 not from you", DeliveryOutcome.Refused)]
    [InlineData("RCPT", "450 greylisted", DeliveryOutcome.Unavailable)]
    [InlineData("RCPT", "550 no such user", DeliveryOutcome.Refused)]
    [InlineData("DATA", "452 disk full", DeliveryOutcome.Unavailable)]
    [InlineData("DATA", "554 no", DeliveryOutcome.Rejected)]
    [InlineData(".", "451 later", DeliveryOutcome.Unavailable)]
    [InlineData(".", "552 too large", DeliveryOutcome.Rejected)]
    [InlineData(".", "554 looks like spam", DeliveryOutcome.Rejected)]
    public async Task Reply_AtAnyStep_HasOneOutcomeAndTheMailCannotHaveArrived(string step, string reply, object outcome)
    {
        _server.Reply(step, reply);
        var result = await SendAsync();
        Assert.Equal((DeliveryOutcome)outcome, result.Outcome);
        Assert.False(result.MayHaveArrived);
    }

    [Theory]
    [InlineData(SmtpStandIn.Close)]
    [InlineData("\u0001\u0002")]
    public async Task End_ThatIsBrokenOffOrGarbage_IsAmbiguousAndTheNextAttemptHasTheSameMessageId(string reply)
    {
        _server.Reply(".", reply);
        var result = await SendAsync();
        Assert.Equal(DeliveryOutcome.Unavailable, result.Outcome);
        Assert.True(result.MayHaveArrived);
        await AssertSentAgainWithTheSameIdAsync();
    }

    [Fact]
    public async Task End_ThatIsNeverAnswered_IsGivenUpAfterFiveSecondsAndAmbiguous()
    {
        _server.Reply(".", SmtpStandIn.Silence);
        var sending = SendAsync().AsTask();
        await Eventually.TrueAsync(() => _server.Mails.Count == 1, Deadline, () => "no mail");
        Assert.False(sending.IsCompleted);
        _time.Advance(AttemptTimeout.Page);
        var result = await sending.WaitAsync(Deadline);
        Assert.Equal(DeliveryOutcome.Unavailable, result.Outcome);
        Assert.True(result.MayHaveArrived);
    }

    [Fact]
    public async Task Greeting_ThatNeverComes_CannotHaveTakenTheMail()
    {
        _server.Reply("EHLO", SmtpStandIn.Silence);
        var sending = SendAsync().AsTask();
        await Eventually.TrueAsync(() => _server.Commands.Count == 1, Deadline, () => "no command");
        _time.Advance(AttemptTimeout.Page);
        Assert.Equal(new DeliveryResult(DeliveryOutcome.Unavailable, "not done within 5 s"), await sending.WaitAsync(Deadline));
    }

    [Fact]
    public async Task Recipients_ThatAreSettled_DoNotGetTheMailAgainWhenOthersWerePutOff()
    {
        _server.Reply("RCPT TO:<busy@example.com>", "450 later");
        var options = MailRig.Options(_server.Smarthost, "ops@example.com, busy@example.com");
        var first = await MailRig.SendAsync(options, _time, Page);
        Assert.Equal(DeliveryOutcome.Unavailable, first.Outcome);
        _server.Reply("RCPT TO:<busy@example.com>", "250 ok");
        var second = await MailRig.SendAsync(options, _time, Page with { Receipt = first.Receipt! });
        Assert.Equal(DeliveryOutcome.Accepted, second.Outcome);
        Assert.Equal(1, _server.Commands.Count(command => command == "RCPT TO:<ops@example.com>"));
        Assert.Equal(2, _server.Mails.Count);
        await MailRig.SendAsync(options, _time, Page with { MessageId = "msg_2", Receipt = second.Receipt ?? first.Receipt! });
        Assert.Equal(2, _server.Commands.Count(command => command == "RCPT TO:<ops@example.com>"));
    }

    [Fact]
    public async Task Recipient_ThatDoesNotExist_DoesNotKeepTheMailFromTheOthers()
    {
        _server.Reply("RCPT TO:<gone@example.com>", "550 no such user");
        var result = await MailRig.SendAsync(MailRig.Options(_server.Smarthost, "gone@example.com, ops@example.com"), _time, Page);
        Assert.Equal(DeliveryOutcome.Accepted, result.Outcome);
        Assert.Contains("no such user", result.Detail, StringComparison.Ordinal);
        Assert.Single(_server.Mails);
    }

    [Fact]
    public async Task Mail_ThatIsLargerThanTheServerTakes_IsTriedWithLessBeforeItIsSent()
    {
        _server.Reply("EHLO", "250-mail.example.com\r\n250 SIZE 10");
        Assert.Equal(DeliveryOutcome.Rejected, (await SendAsync()).Outcome);
        Assert.Empty(_server.Mails);
    }

    [Fact]
    public async Task Password_WithoutTls_IsNeverSent()
    {
        _server.Reply("EHLO", "250-mail.example.com\r\n250 AUTH PLAIN LOGIN");
        var options = MailRig.Options(_server.Smarthost);
        (options.AuthUsername, options.AuthPassword) = ("pager", "secret");
        Assert.Equal(DeliveryOutcome.Refused, (await MailRig.SendAsync(options, _time, Page)).Outcome);
        options.RequireTls = true;
        var result = await MailRig.SendAsync(options, _time, Page);
        Assert.Equal(DeliveryOutcome.Refused, result.Outcome);
        Assert.Contains("STARTTLS", result.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Server_ThatIsLinkLocalOrAbsent_IsNotCalledOrNotThere()
    {
        Assert.Equal(DeliveryOutcome.Refused, (await MailRig.SendAsync(MailRig.Options("169.254.169.254:25"), _time, Page)).Outcome);
        var gone = new SmtpStandIn();
        var smarthost = gone.Smarthost;
        await gone.DisposeAsync();
        Assert.Equal(new DeliveryResult(DeliveryOutcome.Unavailable, "no connection"), await MailRig.SendAsync(MailRig.Options(smarthost), _time, Page));
    }

    private static Notification Page => Notifications.Of(Incidents.Record(1, Severity.Critical));

    private async Task AssertSentAgainWithTheSameIdAsync()
    {
        _server.Reply(".", "250 queued");
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync()).Outcome);
        Assert.Equal(2, _server.Mails.Count);
        Assert.Single(_server.Mails.Select(mail => MailRig.Header(mail, "Message-ID")).Distinct());
    }

    private ValueTask<DeliveryResult> SendAsync() => MailRig.SendAsync(MailRig.Options(_server.Smarthost), _time, Page);
}
