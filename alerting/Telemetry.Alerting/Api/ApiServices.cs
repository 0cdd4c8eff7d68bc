using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Alerting.Board;

namespace Telemetry.Alerting.Api;

/// <summary>Registers what is told and asked from outside.</summary>
internal static class ApiServices
{
    /// <summary>Adds the board of this replica, the way in, and the API.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="replica">Tells this replica from the others; empty where there are none.</param>
    public static void AddAlertApi(this IServiceCollection services, string replica)
    {
        services.AddSingleton(BoardReading.Of(replica));
        services.AddSingleton(new BoardKeeper(isAlone: replica.Length == 0));
        services.AddSingleton<AlertBoard>();
        services.AddHostedService<BoardReader>();
        services.AddSingleton<CommandPublisher>();
        services.AddSingleton<SilenceDesk>();
        services.AddSingleton<ApiMetrics>();
        services.AddSingleton<BodyBudget>();
        services.AddSingleton<AlertEndpoints>();
        services.AddSingleton<SilenceEndpoints>();
        services.AddSingleton<StatusEndpoints>();
        services.AddSingleton<AlertmanagerApi>();
    }

    /// <summary>Maps it.</summary>
    public static void MapAlertApi(this IEndpointRouteBuilder endpoints) => endpoints.ServiceProvider.GetRequiredService<AlertmanagerApi>().Map(endpoints);
}
