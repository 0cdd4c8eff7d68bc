using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Email;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers.Email;

/// <summary>Against a real mail server with TLS and passwords.</summary>
public sealed class RealMailServerTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-mail-secret-");

    public void Dispose() => _folder.Delete(recursive: true);

    [ServerFact(MailServer.Program)]
    public async Task Mail_OverStartTls_ArrivesByEveryWayToSignIn()
    {
        await using var plain = await MailServer.StartAsync("PLAIN");
        await using var login = await MailServer.StartAsync("LOGIN");
        await using var cram = await MailServer.StartAsync("CRAM-MD5");
        foreach (var server in new[] { plain, login, cram })
        {
            var options = Options(server);
            if (server == cram) (options.AuthPasswordFile, options.AuthSecretFile) = (null, options.AuthPasswordFile);
            var result = await SendAsync(options);
            Assert.True(result.Outcome == DeliveryOutcome.Accepted, result.Detail);
            var mail = Assert.Single(await server.WaitForAsync("ops", 1, Deadline));
            Assert.Contains("etcd WAL sync", MailRig.Body(mail), StringComparison.Ordinal);
            Assert.Equal(MailRig.Text(MailRig.Header(mail, "Subject")), Incidents.Record(1, Severity.Critical).Summary);
        }
    }

    [ServerFact(MailServer.Program)]
    public async Task Mail_ThatTheServerRefuses_SaysWhyAndNeverThePassword()
    {
        await using var server = await MailServer.StartAsync("PLAIN");
        var options = Options(server);
        options.To = "nobody@example.com";
        Assert.Equal(DeliveryOutcome.Refused, (await SendAsync(options)).Outcome);
        options.To = "busy@example.com";
        Assert.Equal(DeliveryOutcome.Unavailable, (await SendAsync(options)).Outcome);
        options = Options(server);
        options.TlsConfig = null;
        Assert.Contains("TLS failed", (await SendAsync(options)).Detail, StringComparison.Ordinal);
        options = Options(server);
        await File.WriteAllTextAsync(options.AuthPasswordFile!, "wrong-password-0123456789");
        var wrong = await SendAsync(options);
        Assert.Equal(DeliveryOutcome.Refused, wrong.Outcome);
        Assert.DoesNotContain("wrong-password", wrong.Detail, StringComparison.Ordinal);
        await File.WriteAllTextAsync(options.AuthPasswordFile!, MailServer.Password);
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(options)).Outcome);
        await server.WaitForAsync("ops", 1, Deadline);
    }

    [ServerFact(MailServer.Program)]
    public async Task Mail_ThatIsTooLarge_PassesWithLess()
    {
        await using var server = await MailServer.StartAsync("PLAIN");
        var options = Options(server);
        options.Text = "{{ .CommonAnnotations.summary }}";
        var group = Notifications.OfGroup(Notifications.Alert(summary: new string('s', 300_000)));
        Assert.Equal(DeliveryOutcome.Rejected, (await MailRig.SendAsync(options, _time, group)).Outcome);
        var result = await MailRig.SendAsync(options, _time, group, DetailLevel.Plain);
        Assert.True(result.Outcome == DeliveryOutcome.Accepted, result.Detail);
        Assert.Single(await server.WaitForAsync("ops", 1, Deadline));
    }

    private EmailOptions Options(MailServer server)
    {
        var options = MailRig.Options($"127.0.0.1:{server.Port}");
        var file = Path.Combine(_folder.FullName, "password");
        File.WriteAllText(file, MailServer.Password);
        (options.RequireTls, options.TlsConfig) = (true, new TlsConfigOptions { CaFile = server.AuthorityFile });
        (options.AuthUsername, options.AuthPasswordFile) = (MailServer.User, file);
        return options;
    }

    private ValueTask<DeliveryResult> SendAsync(EmailOptions options) => MailRig.SendAsync(options, _time, Notifications.Of(Incidents.Record(1, Severity.Critical)));
}
