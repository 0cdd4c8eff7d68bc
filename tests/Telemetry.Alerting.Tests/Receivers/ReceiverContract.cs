using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Receivers;
using Telemetry.Contracts.Incidents;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Xunit;

namespace Telemetry.Alerting.Tests.Receivers;

/// <summary>What every receiver owes the outbox: one answer for each thing that can come back, and no secret in it.</summary>
public abstract class ReceiverContract : IAsyncLifetime
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-receiver-");
    private readonly ReceiverClient _client = new();
    private readonly ManualTime _time = new(TimeProvider.System.GetUtcNow());
    private StandInServer _server = null!;
    private IReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _server = await StandInServer.StartAsync(_ => Results.Ok());
        _receiver = Create(_server.Address, new HttpDelivery(_client.Http, _time), _time);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(200, DeliveryOutcome.Accepted, false)]
    [InlineData(202, DeliveryOutcome.Accepted, false)]
    [InlineData(204, DeliveryOutcome.Accepted, false)]
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

    [Fact]
    public async Task Answer_ThatNeverComes_IsGivenUpAfterFiveSeconds()
    {
        _server.Answer(StandInAnswer.Silence);
        var sending = SendAsync().AsTask();
        await Eventually.TrueAsync(() => _server.Requests.Count == 1, TimeSpan.FromSeconds(30), () => "no request");
        Assert.False(sending.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        var result = await sending.WaitAsync(TimeSpan.FromSeconds(30));
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
        _server.Answer(StandInAnswer.Status(400, body: $"bad key {Secret}\r\nthere {new string('x', 2000)}"));
        var detail = (await SendAsync()).Detail;
        Assert.StartsWith("HTTP 400: bad key", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(QuotableSecret, detail, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', detail);
        Assert.InRange(detail.Length, 1, 320);
    }

    [Fact]
    public async Task Message_WithMoreDetail_IsLarger()
    {
        foreach (var detail in Enum.GetValues<DetailLevel>()) await SendAsync(detail);
        var sizes = _server.Requests.Select(request => request.Body.Length).ToArray();
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.All(_server.Requests, request => Assert.Equal("application/json", request.Headers["content-type"]));
    }

    /// <summary>The part of a receiver's secret that an answer could quote; a text that never occurs where it has none.</summary>
    internal virtual string QuotableSecret => "\u0000";

    /// <summary>The receiver under test, pointed at an address.</summary>
    internal abstract IReceiver Create(Uri address, HttpDelivery http, TimeProvider time);

    /// <summary>A file that holds a secret.</summary>
    protected string SecretFileOf(string secret)
    {
        var path = Path.Combine(_folder.FullName, "secret");
        File.WriteAllText(path, secret + "\n");
        return path;
    }

    /// <summary>The routing key, or whatever else is secret.</summary>
    protected static string SecretText => Secret;

    private ValueTask<DeliveryResult> SendAsync(DetailLevel detail = DetailLevel.Full) =>
        _receiver.SendAsync(Notifications.Of(Incidents.Record(1, Severity.Critical)), detail, CancellationToken.None);
}
