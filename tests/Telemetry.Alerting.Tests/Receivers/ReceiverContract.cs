using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Certificates;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers;

/// <summary>What every receiver owes the outbox: one answer for each thing that can come back, within the receiver's written limits, and no secret in it.</summary>
public abstract class ReceiverContract : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-receiver-");
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private ReceiverClient _client = null!;
    private StandInServer _server = null!;
    private IReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _client = new ReceiverClient(new EgressGuard(new EgressAllowList([])), _time);
        _server = await StandInServer.StartAsync(_ => Results.Text(AcceptingAnswer));
        _receiver = At(_server.Address);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    public async Task Success_WithTheAnswerOfTheContract_IsAccepted(int status)
    {
        _server.Answer(StandInAnswer.Status(status, body: AcceptingAnswer));
        var result = await SendAsync();
        Assert.Equal(DeliveryOutcome.Accepted, result.Outcome);
        Assert.StartsWith($"HTTP {status}", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Success_WithoutAnAnswer_IsAcceptedOnlyWhereTheStatusSaysItAll()
    {
        _server.Answer(StandInAnswer.Status(204));
        Assert.Equal(JudgesBody, (await SendAsync()).Outcome != DeliveryOutcome.Accepted);
    }

    [Theory]
    [InlineData(301, DeliveryOutcome.Refused, false)]
    [InlineData(307, DeliveryOutcome.Refused, false)]
    [InlineData(400, DeliveryOutcome.Rejected, false)]
    [InlineData(401, DeliveryOutcome.Refused, false)]
    [InlineData(403, DeliveryOutcome.Refused, false)]
    [InlineData(404, DeliveryOutcome.Refused, false)]
    [InlineData(408, DeliveryOutcome.Unavailable, true)]
    [InlineData(410, DeliveryOutcome.Refused, false)]
    [InlineData(413, DeliveryOutcome.Rejected, false)]
    [InlineData(422, DeliveryOutcome.Rejected, false)]
    [InlineData(429, DeliveryOutcome.Throttled, false)]
    [InlineData(500, DeliveryOutcome.Unavailable, true)]
    [InlineData(503, DeliveryOutcome.Unavailable, true)]
    public async Task Status_OfTheAnswer_HasOneOutcome(int status, object outcome, bool mayHaveArrived)
    {
        _server.Answer(StandInAnswer.Status(status));
        var result = await SendAsync();
        Assert.Equal((DeliveryOutcome)outcome, result.Outcome);
        Assert.Equal(mayHaveArrived, result.MayHaveArrived);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 20)]
    public async Task Answer_ThatNeverComes_IsGivenUpAfterFiveSecondsOrTwentyForAnArchive(bool isArchive, int seconds)
    {
        var receiver = Create(_server.Address, _client.Delivery(new HttpConfigOptions()), _time, isArchive);
        Assert.Equal(isArchive ? DeliverySchedule.Archive : DeliverySchedule.Page, receiver.Schedule);
        _server.Answer(StandInAnswer.Silence);
        var sending = SendAsync(receiver: receiver).AsTask();
        await Eventually.TrueAsync(() => _server.Requests.Count == 1, Deadline, () => "no request");
        _time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(sending.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        var result = await sending.WaitAsync(Deadline);
        Assert.Equal(DeliveryOutcome.Unavailable, result.Outcome);
        Assert.True(result.MayHaveArrived);
    }

    [Fact]
    public async Task Receiver_ThatDoesNotListen_CannotHaveTheMessage()
    {
        await _server.DisposeAsync();
        var result = await SendAsync();
        Assert.Equal(DeliveryOutcome.Unavailable, result.Outcome);
        Assert.False(result.MayHaveArrived);
    }

    [Theory]
    [InlineData("\u0001\u0002 no HTTP at all\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("")]
    public async Task Answer_ThatIsGarbageOrBreaksOff_MayHideThatItArrived(string answer)
    {
        await using var broken = BrokenServer.Start(answer);
        var result = await SendAsync(receiver: At(broken.Address));
        Assert.Equal(DeliveryOutcome.Unavailable, result.Outcome);
        Assert.True(result.MayHaveArrived);
    }

    [Fact]
    public async Task Answer_ThatBreaksOffInItsBody_IsEnoughOnlyWhereTheStatusSaysItAll()
    {
        await using var broken = BrokenServer.Start("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\no");
        var result = await SendAsync(receiver: At(broken.Address));
        Assert.Equal(ReadsBody ? DeliveryOutcome.Unavailable : DeliveryOutcome.Accepted, result.Outcome);
        Assert.Equal(ReadsBody, result.MayHaveArrived);
    }

    [Theory]
    [InlineData("127.0.0.1", -1)]
    [InlineData("other.example.com", 1)]
    public async Task Certificate_ThatHasRunOutOrIsForAnotherName_IsNotTrusted(string name, int days)
    {
        using var certificates = new TestCertificates();
        await AssertNotTrustedAsync(certificates.Issue(name, TimeSpan.FromDays(days)), certificates.AuthorityFile);
    }

    [Fact]
    public async Task Certificate_OfAnAuthorityThatNobodyKnows_IsTrustedOnlyByItsFile()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Issue("127.0.0.1");
        await AssertNotTrustedAsync(certificate, authorityFile: null);
        await using var server = await StandInServer.StartAsync(_ => Results.Text(AcceptingAnswer), certificate: certificate);
        Assert.Equal(DeliveryOutcome.Accepted, (await SendAsync(receiver: At(Https(server), certificates.AuthorityFile))).Outcome);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    public async Task Address_ThatIsLinkLocal_IsNeverCalled(string address)
    {
        var result = await SendAsync(receiver: At(new Uri(address)));
        Assert.Equal(DeliveryOutcome.Refused, result.Outcome);
        Assert.False(result.MayHaveArrived);
        Assert.Contains("link-local", result.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("169.254", result.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(0, 0)]
    [InlineData(86400, 3600)]
    public async Task RetryAfter_OfTheAnswer_IsKeptWithinAnHour(int asked, int expected)
    {
        _server.Answer(StandInAnswer.Status(429, TimeSpan.FromSeconds(asked)));
        Assert.Equal(TimeSpan.FromSeconds(expected), (await SendAsync()).RetryAfter);
    }

    [Fact]
    public async Task Answer_ThatQuotesTheSecret_IsShownWithoutIt()
    {
        _server.Answer(StandInAnswer.Status(400, body: $"bad key {SecretText}\r\nthere {new string('x', 2000)}"));
        var detail = (await SendAsync()).Detail;
        Assert.StartsWith("HTTP 400: bad key", detail, StringComparison.Ordinal);
        if (HasSecret) Assert.DoesNotContain(SecretText, detail, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', detail);
        Assert.InRange(detail.Length, 1, 320);
    }

    [Fact]
    public async Task Secret_ThatChanges_IsUsedFromTheNextMessageOn()
    {
        if (!HasSecret) return;
        await SendAsync();
        var file = Path.Combine(_folder.FullName, "secret");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(SecretText, OtherSecretText, StringComparison.Ordinal));
        await SendAsync();
        Assert.Contains(SecretText, Whole(_server.Requests[0]), StringComparison.Ordinal);
        Assert.Contains(OtherSecretText, Whole(_server.Requests[^1]), StringComparison.Ordinal);
        File.Delete(file);
        var result = await SendAsync();
        Assert.Equal(DeliveryOutcome.Unavailable, result.Outcome);
        Assert.Contains("_file", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_WithMoreDetail_IsLarger()
    {
        foreach (var notification in new[] { Notifications.Of(Incidents.Record(1, Severity.Critical)), Notifications.OfGroup(Notifications.Alert(summary: new string('s', 30_000))) })
        {
            var sizes = new List<int>();
            foreach (var detail in Enum.GetValues<DetailLevel>())
            {
                var before = _server.Requests.Count;
                await _receiver.SendAsync(notification, detail, CancellationToken.None);
                var sent = _server.Requests.Skip(before).First(request => request.Method == "POST");
                Assert.Equal("application/json", sent.Headers["content-type"]);
                sizes.Add(sent.Body.Length);
            }

            Assert.Equal(sizes.OrderDescending(), sizes);
            Assert.True(sizes[0] > sizes[^1], string.Join(", ", sizes));
        }
    }

    [Fact]
    public async Task Message_OfAnythingAtAnyDetail_KeepsTheWrittenContractAndCutsBetweenGraphemes()
    {
        var random = new ExtremeNotifications(23);
        for (var round = 0; round < 25; round++)
        {
            var notification = random.Next();
            foreach (var detail in Enum.GetValues<DetailLevel>()) await _receiver.SendAsync(notification, detail, CancellationToken.None);
        }

        Assert.NotEmpty(_server.Requests);
        Assert.All(_server.Requests, request => Assert.Empty(FaultsOf(request)));
        Assert.All(_server.Requests.Where(request => request.Method == "POST"), request => Assert.DoesNotMatch("[\u200d\ufffd]…|👩…|👩\u200d👩…", string.Concat(Json.Texts(request))));
    }

    /// <summary>Answer with which the receiver says yes.</summary>
    internal virtual string AcceptingAnswer => "";

    /// <summary>Whether a success without the right words in its body is none.</summary>
    internal virtual bool JudgesBody => false;

    /// <summary>Whether the body of a success is read: 200 can be a no.</summary>
    internal virtual bool ReadsBody => JudgesBody;

    /// <summary>Whether <see cref="SecretText"/> is in its messages.</summary>
    internal virtual bool HasSecret => true;

    /// <summary>What the receiver's written contract has against a request.</summary>
    internal abstract IReadOnlyList<string> FaultsOf(StandInRequest request);

    /// <summary>The receiver under test, pointed at an address.</summary>
    internal abstract IReceiver Create(Uri address, HttpDelivery http, TimeProvider time, bool isArchive);

    /// <summary>A file that holds a secret.</summary>
    protected string SecretFileOf(string secret)
    {
        var path = Path.Combine(_folder.FullName, "secret");
        File.WriteAllText(path, secret + "\n");
        return path;
    }

    /// <summary>The routing key, or whatever else is secret.</summary>
    protected static string SecretText => "0123456789abcdef0123456789abcdef";

    private static string OtherSecretText => "fedcba9876543210fedcba9876543210";

    private static Uri Https(StandInServer server) => new($"https://127.0.0.1:{server.Address.Port}/");

    private static string Whole(StandInRequest request) => request.Path + string.Join('\n', request.Headers.Values) + request.Text;

    private IReceiver At(Uri address, string? authorityFile = null) => Create(
        address, _client.Delivery(new HttpConfigOptions { TlsConfig = authorityFile is null ? null : new TlsConfigOptions { CaFile = authorityFile } }), _time, isArchive: false);

    private async Task AssertNotTrustedAsync(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate, string? authorityFile)
    {
        await using var server = await StandInServer.StartAsync(_ => Results.Text(AcceptingAnswer), certificate: certificate);
        var result = await SendAsync(receiver: At(Https(server), authorityFile));
        Assert.Equal(DeliveryOutcome.Unavailable, result.Outcome);
        Assert.False(result.MayHaveArrived);
        Assert.Contains("TLS", result.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    private ValueTask<DeliveryResult> SendAsync(DetailLevel detail = DetailLevel.Full, IReceiver? receiver = null) =>
        (receiver ?? _receiver).SendAsync(Notifications.Of(Incidents.Record(1, Severity.Critical)), detail, CancellationToken.None);
}
