using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Telemetry.Alerting.Audit;
using Telemetry.Alerting.Budget;
using Telemetry.Alerting.Configuration;
using Telemetry.Alerting.Escalation;
using Telemetry.Alerting.Api;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Judging;
using Telemetry.Alerting.Links;
using Telemetry.Alerting.Outbox;
using Telemetry.Alerting.Pictures;
using Telemetry.Alerting.Receivers;
using Telemetry.Alerting.Receivers.Http;
using Telemetry.Alerting.Runbooks;
using Telemetry.Contracts;
using Telemetry.Transport;

namespace Telemetry.Alerting;

/// <summary>Registers the alerting role.</summary>
public static class AlertingServices
{
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(5);

    /// <summary>How alerting reads the incidents. Its state is durable record by record; a checkpoint only moves the position.</summary>
    public static StreamSubscription Subscription { get; } = new(Streams.Incidents, "telemetry.alerting", CheckpointInterval);

    /// <summary>How alerting reads the alert commands: one member of the group has the one partition, another takes over when it dies.</summary>
    public static StreamSubscription AlertsSubscription { get; } = new(Streams.Alerts, "telemetry.alerting.alerts", CheckpointInterval);

    /// <summary>How alerting reads what people say of incidents; all that is kept, at every start.</summary>
    public static StreamSubscription FeedbackSubscription { get; } = new(Streams.Feedback, "telemetry.alerting.feedback", CheckpointInterval);

    /// <summary>
    /// Adds alerting: intake, receivers, inbox and <see cref="IAlertDelivery"/>. Needs an <see cref="IStreamTransport"/>, a
    /// <see cref="TimeProvider"/>, meters and logging in the container, takes the catalog's <see cref="RuleGuides"/> where there are some; tells every registered <see cref="Intake.IDecisionObserver"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="options">Validated settings.</param>
    /// <param name="externalUrl">The settings' <c>web.external-url</c>, for links in messages; null for no links.</param>
    /// <param name="replica">Tells this process from others that read the same streams; empty where there are none.</param>
    public static IServiceCollection AddAlerting(this IServiceCollection services, AlertingOptions options, Uri? externalUrl = null, string replica = "")
    {
        services.TryAddSingleton(RuleGuides.None);
        services.AddSingleton<SignedLinks>();
        services.AddSingleton(provider => new IncidentLinks(externalUrl, provider.GetRequiredService<SignedLinks>())
        {
            RunbookUrl = options.RunbookUrl is null ? null : new Uri(options.RunbookUrl),
            Guides = provider.GetRequiredService<RuleGuides>(),
        });
        services.AddSingleton<AlertingMetrics>();
        services.AddSingleton<DeliveryLedger>();
        services.AddSingleton<IAlertDelivery>(provider => provider.GetRequiredService<DeliveryLedger>());
        services.AddSingleton(provider => new ReceiverClient(new EgressGuard(new EgressAllowList(options.AllowedDestinations)), TimeOf(provider)));
        services.AddSingleton(new CurrentPlan(AlertingPlan.From(options)));
        services.AddSingleton(provider => new AlertingReload(provider.GetRequiredService<CurrentPlan>()));
        services.AddHostedService<PlanWarnings>();
        services.AddSingleton(provider => ChannelsOf(provider, provider.GetRequiredService<CurrentPlan>()));
        services.AddSingleton(provider => new SteadyTime(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<AlertingMetrics>()));
        services.AddSingleton<StorageGuard>();
        services.AddSingleton(_ => new RetryDelays(new Random(RandomNumberGenerator.GetInt32(int.MaxValue))));
        services.AddSingleton<PageContexts>();
        services.AddSteady<DeliveryServices>();
        services.AddSingleton<IncidentInbox>();
        services.AddSingleton<InboxReader>();
        services.AddSingleton(options.Escalation);
        services.AddSingleton(options.Budget);
        services.AddSingleton<EscalationChain>();
        services.AddSteady<IncidentGates>();
        services.AddSingleton<OwnAlarms>();
        services.AddSingleton<FeedbackBook>();
        services.AddSteady<FeedbackDesk>();
        services.AddHostedService(provider => new LinkSecretLoader(
            options.LinkSecretFile, provider.GetRequiredService<IStreamTransport>(), provider.GetRequiredService<SignedLinks>()));
        services.AddAlertApi(options, replica);
        services.AddHostedService<AlertingWorker>();
        services.AddHostedService<StorageAlarm>();
        services.AddHostedService<FeedbackReader>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<FatigueWatch>(provider, provider.GetRequiredService<SteadyTime>()));
        services.AddHostedService<StormAftermath>();
        return services;
    }

    /// <summary>
    /// Maps Alertmanager's API v2, the inbox under <c>/alerts</c> with everything that can be done there, the runbooks, and the pictures, which
    /// need no credentials.
    /// </summary>
    public static IEndpointRouteBuilder MapAlerting(this IEndpointRouteBuilder endpoints)
    {
        InboxEndpoints.Map(endpoints);
        endpoints.MapGet(IncidentLinks.RunbookPath, RunbookEndpoint.List);
        endpoints.MapGet($"{IncidentLinks.RunbookPath}/{{name}}", RunbookEndpoint.Answer);
        endpoints.MapGet($"{IncidentLinks.PicturePath}/{{episode}}/{{token}}.png", PictureEndpoint.Answer).AllowAnonymous();
        endpoints.MapAlertApi();
        return endpoints;
    }

    private static SendChannels ChannelsOf(IServiceProvider provider, CurrentPlan plans)
    {
        var client = provider.GetRequiredService<ReceiverClient>();
        var channels = new SendChannels(ReceiverSet.From(plans.Plan, client, TimeOf(provider)), TimeOf(provider));
        plans.Replaced += (_, _) => channels.Replace(ReceiverSet.From(plans.Plan, client, TimeOf(provider)));
        return channels;
    }

    private static SteadyTime TimeOf(IServiceProvider provider) => provider.GetRequiredService<SteadyTime>();
}
