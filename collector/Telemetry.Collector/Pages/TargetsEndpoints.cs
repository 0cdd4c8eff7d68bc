using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Telemetry.Collector.Targets;
using Telemetry.Pages;

namespace Telemetry.Collector.Pages;

/// <summary>What the collector serves.</summary>
public static class TargetsEndpoints
{
    /// <summary>Maps <c>GET /targets</c>, for people, and <c>GET /api/v1/targets</c>, for Prometheus's tools.</summary>
    public static void MapCollector(this IEndpointRouteBuilder endpoints)
    {
        var pool = endpoints.ServiceProvider.GetRequiredService<ScrapePool>();
        var options = endpoints.ServiceProvider.GetRequiredService<CurrentOptions>();
        var time = endpoints.ServiceProvider.GetRequiredService<TimeProvider>();
        endpoints.MapGet("/targets", (HttpRequest request, HttpResponse response) =>
            PageAnswer.Of(response, TargetsPage.Render(pool.View, TargetFilter.Of(request.Query), options.Value, time.GetUtcNow())));
        endpoints.MapGet("/api/v1/targets", (HttpRequest request, HttpResponse response) => AnswerAsync(pool, request, response));
    }

    private static async Task AnswerAsync(ScrapePool pool, HttpRequest request, HttpResponse response)
    {
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        TargetsApi.Write(json, pool.View, request.Query);
        await json.FlushAsync(request.HttpContext.RequestAborted);
    }
}
