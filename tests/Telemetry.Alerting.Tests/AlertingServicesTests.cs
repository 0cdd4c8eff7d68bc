using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Stages;
using Telemetry.Alerting.Tests.Rig;
using Telemetry.Contracts;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Incidents;
using Telemetry.Contracts.Wire;
using Telemetry.Testing;
using Telemetry.Testing.Receivers;
using Telemetry.Transport;
using Telemetry.Transport.Embedded;
using Xunit;

namespace Telemetry.Alerting.Tests;

/// <summary>The role as a host composes it: worker, observers, inbox, receivers.</summary>
public sealed class AlertingServicesTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Role_InAHost_PagesTellsItsObserversAndShowsThePage()
    {
        using var settings = new ReceiverSettings();
        await using var pager = await PagerDutyStandIn.StartAsync();
        await using var transport = await EmbeddedTransport.OpenInMemoryAsync(
            new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        var observer = new Observer();
        await using var application = await StartAsync(transport, ReceiverSettings.ToFirst(settings.Pager(pager)), observer);

        var record = IncidentCodec.Encode(new ProtoWriter(), Incidents.Opened(Severity.Critical));
        await transport.PublishAsync(Streams.Incidents, "prod"u8.ToArray(), record, CancellationToken.None);
        await pager.WaitUntilAsync(standIn => standIn.Pages.Count == 1, Deadline);
        await application.Services.GetRequiredService<IAlertDelivery>().WaitUntilSentAsync(CancellationToken.None).WaitAsync(Deadline);

        Assert.Equal(DecisionKind.Paged, Assert.Single(observer.Decided).Decision.Kind);
        var page = Assert.Single(pager.Pages);
        using var client = application.GetTestClient();
        Assert.Contains("etcd WAL sync", await client.GetStringAsync(new Uri("/alerts", UriKind.Relative)), StringComparison.Ordinal);
        var link = new Uri(page.Event["links"]![0]!["href"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(link.PathAndQuery, UriKind.Relative))).StatusCode);
        await application.StopAsync();
    }

    [Fact]
    public async Task Feedback_OnAnAnnouncedIncident_IsPublishedWithItsSignals()
    {
        await using var transport = await EmbeddedTransport.OpenInMemoryAsync(
            new EmbeddedTransportOptions(), TimeProvider.System, Meters.Create(), NullLoggerFactory.Instance);
        await using var application = await StartAsync(transport, new AlertingOptions(), new Observer());
        transport.DeclareGroup(Streams.Incidents, AlertingServices.Subscription.Group);
        var incident = IncidentCodec.Encode(new ProtoWriter(), Incidents.Opened(Severity.Critical));
        await transport.PublishAsync(Streams.Incidents, "prod"u8.ToArray(), incident, CancellationToken.None);
        await transport.DrainAsync(CancellationToken.None).WaitAsync(Deadline);
        using var client = application.GetTestClient();

        var answers = new List<HttpStatusCode>
        {
            await SayAsync(client, "i-1", """{"verdict":"noise","by":"ann","note":"a backup"}"""),
            await SayAsync(client, "i-1", """{"verdict":"noise","by":""}"""),
            await SayAsync(client, "i-1", """{"verdict":"perhaps","by":"ann"}"""),
            await SayAsync(client, "i-1", "nonsense"),
            await SayAsync(client, "i-2", """{"verdict":"noise","by":"ann"}"""),
            await SayAsync(client, "i-1", "verdict=noise", "text/plain"),
        };

        Assert.Equal(
            [
                HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.NotFound,
                HttpStatusCode.UnsupportedMediaType,
            ],
            answers);
        var published = new List<FeedbackRecord>();
        await transport.ReadHeldAsync(Streams.Feedback, record => published.Add(FeedbackCodec.Decode(record.Value.Span, out _)!), CancellationToken.None);
        var said = Assert.Single(published);
        Assert.Equal(("i-1", FeedbackVerdict.Noise, "ann", "a backup"), (said.IncidentId, said.Verdict, said.By, said.Note));
        Assert.Equal([new("etcd", "etcd_wal_fsync"), new FeedbackSignal("apiserver", "apiserver_latency")], said.Signals);
        Assert.Contains("ann said noise", await client.GetStringAsync(new Uri("/alerts/i-1", UriKind.Relative)), StringComparison.Ordinal);
        Assert.StartsWith("Probably etcd (disk)", await client.GetStringAsync(new Uri("/alerts/i-1/explanation", UriKind.Relative)), StringComparison.Ordinal);
        await application.StopAsync();
    }

    private static async Task<HttpStatusCode> SayAsync(HttpClient client, string incident, string body, string type = "application/json")
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);
        using var answer = await client.PostAsync(new Uri($"/alerts/{incident}/feedback", UriKind.Relative), content);
        return answer.StatusCode;
    }

    private static async Task<WebApplication> StartAsync(IStreamTransport transport, AlertingOptions options, IDecisionObserver observer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(transport);
        builder.Services.AddSingleton(observer);
        builder.Services.AddAlerting(options, new Uri("https://telemetry.example.com/"));
        var application = builder.Build();
        application.MapAlerting();
        await application.StartAsync();
        return application;
    }

    private sealed class Observer : IDecisionObserver
    {
        public List<DecidedRecord> Decided { get; } = [];

        public void OnDecided(DecidedRecord decided) => Decided.Add(decided);
    }
}
