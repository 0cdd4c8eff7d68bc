using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Tests.Api;
using Xunit;

namespace Telemetry.Alerting.Tests.Acknowledging;

public sealed class PagerDutyWebhookTests : IDisposable
{
    private readonly string _secretFile = Path.GetTempFileName();

    public PagerDutyWebhookTests() => File.WriteAllText(_secretFile, "old\nnew\n");

    public void Dispose() => File.Delete(_secretFile);

    [Theory]
    [InlineData("new")]
    [InlineData("old")]
    public async Task Webhook_OfAnAcknowledgement_AcknowledgesThePage(string secret)
    {
        await using var host = await StartAsync();

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(host, Event("incident.acknowledged"), secret));

        Assert.Equal("Ann (PagerDuty)", host.Services.GetRequiredService<AlertBoard>().AcknowledgementOf("tel1-00")?.By);
    }

    [Fact]
    public async Task Webhook_OfAnAcknowledgementTakenBack_TakesItBack()
    {
        await using var host = await StartAsync();
        await PostAsync(host, Event("incident.acknowledged"), "new", "1");
        await PostAsync(host, Event("incident.unacknowledged"), "new", "2");
        Assert.Null(host.Services.GetRequiredService<AlertBoard>().AcknowledgementOf("tel1-00"));

        // Sent again, as it may be, it is not taken again.
        await PostAsync(host, Event("incident.acknowledged"), "new", "1");
        Assert.Null(host.Services.GetRequiredService<AlertBoard>().AcknowledgementOf("tel1-00"));
    }

    [Fact]
    public async Task Webhook_OfAnEnd_CountsOnlyFromAPerson()
    {
        await using var host = await StartAsync();
        await PostAsync(host, Event("incident.resolved", agent: "service_reference"), "new");
        Assert.Null(host.Services.GetRequiredService<AlertBoard>().ResolutionOf("tel1-00"));
        await PostAsync(host, Event("incident.resolved"), "new");
        Assert.NotNull(host.Services.GetRequiredService<AlertBoard>().ResolutionOf("tel1-00"));
    }

    [Fact]
    public async Task Webhook_WithAnotherSignature_IsRefused()
    {
        await using var host = await StartAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(host, Event("incident.acknowledged"), "mallory"));
        Assert.Null(host.Services.GetRequiredService<AlertBoard>().AcknowledgementOf("tel1-00"));
    }

    [Theory]
    [InlineData("no JSON", HttpStatusCode.BadRequest)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"event":{"event_type":"pagey.ping"}}""", HttpStatusCode.Accepted)]
    public async Task Webhook_OfSomethingElse_ChangesNothing(string body, HttpStatusCode expected)
    {
        await using var host = await StartAsync();
        Assert.Equal(expected, await PostAsync(host, body, "new"));
    }

    private Task<ApiHost> StartAsync() => ApiHost.StartAsync(new AlertingOptions { PagerdutyWebhookSecretFile = _secretFile });

    private static string Event(string type, string agent = "user_reference") =>
        $$$$"""{"event":{"id":"01","event_type":"{{{{type}}}}","agent":{"summary":"Ann","type":"{{{{agent}}}}"},"data":{"id":"P1","type":"incident","incident_key":"tel1-00"}}}""";

    private static async Task<HttpStatusCode> PostAsync(ApiHost host, string body, string secret, string id = "")
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
        content.Headers.Add("X-PagerDuty-Signature", $"v1={new string('0', 64)},v1={signature}");
        content.Headers.Add("X-Webhook-Id", id);
        using var answer = await host.Client.PostAsync(new Uri("/webhooks/pagerduty", UriKind.Relative), content);
        return answer.StatusCode;
    }
}
