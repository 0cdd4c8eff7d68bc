using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Telemetry.Contracts;
using Telemetry.Series.Api;
using Telemetry.Series.Intake;
using Telemetry.Series.Queries;
using Telemetry.Series.Window;
using Telemetry.Transport;

namespace Telemetry.Series;

/// <summary>The query role: recent series in memory, filled from the streams, behind the Prometheus HTTP API.</summary>
public static class QueryServices
{
    // Nothing is kept between restarts, so checkpoints only let the transport forget what has been read.
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(10);

    /// <summary>Adds the role. Needs an <see cref="IStreamTransport"/>; takes the registered <see cref="TimeProvider"/>, else the system's.</summary>
    public static IServiceCollection AddQuery(this IServiceCollection services, QueryOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddLogging();
        services.AddSingleton(options);
        services.AddSingleton<QueryMetrics>();
        services.AddSingleton<SeriesWindow>();
        services.AddSingleton<IncidentLedger>();
        services.AddSingleton<RejectedRecords>();
        services.AddSingleton<QueryEngine>();
        services.AddSingleton<QueryEndpoints>();
        services.AddSingleton<LabelEndpoints>();
        services.AddSingleton<StatusEndpoints>();
        services.AddIntake(Streams.Signals, provider => ActivatorUtilities.CreateInstance<SignalIntake>(provider));
        services.AddIntake(Streams.Incidents, provider => ActivatorUtilities.CreateInstance<IncidentIntake>(provider));
        return services;
    }

    /// <summary>Maps the API at <c>/api/v1</c>.</summary>
    public static void MapQuery(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        services.GetRequiredService<QueryMetrics>().Observe(services.GetRequiredService<SeriesWindow>());
        MapApi(endpoints);
    }

    private static void AddIntake(this IServiceCollection services, string stream, Func<IServiceProvider, IPartitionProcessor> create) =>
        services.AddSingleton<IHostedService>(provider => new StreamIntake(
            provider.GetRequiredService<IStreamTransport>(),
            new(stream, provider.GetRequiredService<QueryOptions>().Group, CheckpointInterval),
            _ => create(provider)));

    private static void MapApi(IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var queries = services.GetRequiredService<QueryEndpoints>();
        var labels = services.GetRequiredService<LabelEndpoints>();
        var status = services.GetRequiredService<StatusEndpoints>();

        Map(endpoints, "query", new("query", takesPost: true, (_, parameters, cancelled) => queries.InstantAsync(parameters, cancelled)));
        Map(endpoints, "query_range", new("query_range", takesPost: true, (_, parameters, cancelled) => queries.RangeAsync(parameters, cancelled)));
        Map(endpoints, "query_exemplars", new("query_exemplars", takesPost: true, (_, parameters, _) => QueryEndpoints.ExemplarsAsync(parameters)));
        Map(endpoints, "labels", new("labels", takesPost: true, (_, parameters, _) => labels.NamesAsync(parameters)));
        Map(endpoints, "label/{name}/values", new("label_values", takesPost: false,
            (context, parameters, _) => labels.ValuesAsync((string)context.Request.RouteValues["name"]!, parameters)));
        Map(endpoints, "series", new("series", takesPost: true, (_, parameters, _) => labels.SeriesAsync(parameters)));
        Map(endpoints, "metadata", new("metadata", takesPost: false, (_, parameters, _) => StatusEndpoints.MetadataAsync(parameters)));
        Map(endpoints, "alerts", new("alerts", takesPost: false, (_, _, _) => status.AlertsAsync()));
        Map(endpoints, "status/buildinfo", new("buildinfo", takesPost: false, (_, _, _) => StatusEndpoints.BuildInfoAsync()));

        // Grafana probes for Thanos (status/flags) and for a ruler; the answer to both is that there is none.
        foreach (var absent in (string[])["/api/v1/{**rest}", "/rules/{**rest}", "/config/v1/rules/{**rest}"])
            endpoints.Map(absent, ApiResponse.NotFoundAsync);
    }

    private static void Map(IEndpointRouteBuilder endpoints, string path, ApiRoute route)
    {
        var metrics = endpoints.ServiceProvider.GetRequiredService<QueryMetrics>();
        var clock = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        endpoints.Map($"/api/v1/{path}", (RequestDelegate)(context => route.HandleAsync(context, metrics, clock)));
    }
}
