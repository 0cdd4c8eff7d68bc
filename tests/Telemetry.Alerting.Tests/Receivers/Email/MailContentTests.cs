using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.Email;

public sealed class MailContentTests : IAsyncLifetime
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 21, 10, 5, 0, TimeSpan.Zero));
    private readonly SmtpStandIn _server = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Mails_OfOneAlert_AreAThreadWithIdsOfTheirOwn()
    {
        var page = Notifications.Of(Incidents.Record(1, Severity.Critical));
        var end = page with { MessageId = "msg_2", Action = NotificationAction.Resolve, Sequence = 2 };
        var (first, second) = (await MailOfAsync(page), await MailOfAsync(end));
        Assert.NotEqual(MailRig.Header(first, "Message-ID"), MailRig.Header(second, "Message-ID"));
        Assert.EndsWith("@example.com>", MailRig.Header(first, "Message-ID"), StringComparison.Ordinal);
        Assert.Equal(MailRig.Header(first, "References"), MailRig.Header(second, "References"));
        Assert.Equal("", MailRig.Header(first, "In-Reply-To"));
        Assert.Equal(MailRig.Header(second, "References"), MailRig.Header(second, "In-Reply-To"));
        Assert.Equal("auto-generated", MailRig.Header(first, "Auto-Submitted"));
        Assert.Equal("Sat, 21 Nov 2026 10:05:00 +0000", MailRig.Header(first, "Date"));
        Assert.StartsWith("Resolved: etcd WAL", MailRig.Text(MailRig.Header(second, "Subject")), StringComparison.Ordinal);
        Assert.Contains("First action: ", MailRig.Body(first), StringComparison.Ordinal);
        Assert.Contains("https://telemetry.example.com/alerts/x", MailRig.Body(first), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_OfAGroup_HasTheDefaultSubjectAndHtmlAndTheSettingsHeaders()
    {
        var options = MailRig.Options(_server.Smarthost);
        options.Headers = new() { ["X-Team"] = "{{ .CommonLabels.alertname }}\r\nBcc: everybody@example.com" };
        await MailRig.SendAsync(options, _time, Notifications.OfGroup(Notifications.Alert(summary: "<b>full</b>")));
        var mail = Assert.Single(_server.Mails);
        Assert.StartsWith("[FIRING:1] ", MailRig.Text(MailRig.Header(mail, "Subject")), StringComparison.Ordinal);
        Assert.Equal("DiskFull  Bcc: everybody@example.com", MailRig.Text(MailRig.Header(mail, "X-Team")));
        Assert.Equal("", MailRig.Header(mail, "Bcc"));
        Assert.Contains("text/html", MailRig.Header(mail, "Content-Type"), StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;full&lt;/b&gt;", MailRig.Body(mail), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_OfAnything_IsAsciiInShortLinesAndSmallerWithLessDetail()
    {
        _server.Reply("EHLO", "250 mail.example.com");
        var random = new ExtremeNotifications(7);
        for (var round = 0; round < 10; round++)
        {
            var notification = random.Next();
            foreach (var detail in Enum.GetValues<DetailLevel>()) await MailRig.SendAsync(MailRig.Options(_server.Smarthost), _time, notification, detail);
        }

        Assert.All(_server.Mails, mail => Assert.All(mail.Split("\r\n"), line => Assert.InRange(line.Length, 0, 998)));
        Assert.All(_server.Mails, mail => Assert.DoesNotContain(mail, letter => !char.IsAscii(letter)));
        Assert.Equal(40, _server.Mails.Count);
        Assert.All(_server.Mails.Chunk(4), mails => Assert.True(mails[0].Length > mails[3].Length));
    }

    private async Task<string> MailOfAsync(Notification notification)
    {
        Assert.Equal(DeliveryOutcome.Accepted, (await MailRig.SendAsync(MailRig.Options(_server.Smarthost), _time, notification)).Outcome);
        return _server.Mails[^1];
    }
}
