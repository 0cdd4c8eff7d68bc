using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Alerting.Acknowledging;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Heartbeats;
using Telemetry.Alerting.Intake;

namespace Telemetry.Alerting.Api;

/// <summary>Registers what is told and asked from outside.</summary>
internal static class ApiServices
{
    /// <summary>Adds the board of this replica, the way in, and the API.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="options">Validated settings.</param>
    /// <param name="replica">Tells this replica from the others; empty where there are none.</param>
    public static void AddAlertApi(this IServiceCollection services, AlertingOptions options, string replica)
    {
        services.AddSingleton(BoardReading.Of(replica));
        services.AddSingleton(new BoardKeeper(isAlone: replica.Length == 0));
        services.AddSteady<AlertBoard>();
        services.AddSingleton<ReadThrough>();
        services.AddHostedService<BoardReader>();
        services.AddSteady<CommandPublisher>();
        services.AddSteady<SilenceDesk>();
        services.AddSingleton<ApiMetrics>();
        services.AddSingleton<BodyBudget>();
        services.AddSteady<AlertEndpoints>();
        services.AddSteady<SilenceEndpoints>();
        services.AddSingleton<StatusEndpoints>();
        services.AddSingleton<AlertmanagerApi>();
        services.AddSingleton<SeenWebhooks>();
        services.AddSingleton(provider => new PagerDutyWebhook(
            options.PagerdutyWebhookSecretFile, provider.GetRequiredService<CommandPublisher>(), provider.GetRequiredService<SeenWebhooks>()));
        services.AddSingleton<AckLink>();
        services.AddHeartbeats(options.Heartbeat);
    }

    /// <summary>Maps it. Links and webhooks carry a proof of their own, hence no login.</summary>
    public static void MapAlertApi(this IEndpointRouteBuilder endpoints)
    {
        endpoints.ServiceProvider.GetRequiredService<AlertmanagerApi>().Map(endpoints);
        var link = endpoints.ServiceProvider.GetRequiredService<AckLink>();
        endpoints.MapGet($"{AckLink.Path}/{{key}}/{{token}}", link.Show).AllowAnonymous();
        endpoints.MapPost($"{AckLink.Path}/{{key}}/{{token}}", link.AcknowledgeAsync).AllowAnonymous();
        endpoints.MapPost(PagerDutyWebhook.Path, endpoints.ServiceProvider.GetRequiredService<PagerDutyWebhook>().AnswerAsync).AllowAnonymous();
    }
}
