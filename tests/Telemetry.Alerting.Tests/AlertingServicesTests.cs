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
