using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telemetry.Transport;

namespace Telemetry.Alerting.Api;

/// <summary>
/// Alertmanager's API v2 as 0.25 speaks it (<c>docs/formats/alertmanager-api.md</c>): status codes, shapes and, where clients may look at
/// them, words.
/// </summary>
internal sealed class AlertmanagerApi(AlertEndpoints alerts, SilenceEndpoints silences, StatusEndpoints status, BodyBudget budget, ApiMetrics metrics)
{
    private const string Prefix = "/api/v2";
    private const string Unknown = "unknown";
    private const string SilencePath = "/silence/";

    private readonly Dictionary<string, ApiRoute> _routes = new ApiRoute[]
    {
        new("/alerts", (HttpMethods.Post, alerts.PostAsync), (HttpMethods.Get, alerts.ListAsync)),
        new("/alerts/groups", (HttpMethods.Get, alerts.ListGroupsAsync)),
        new("/silences", (HttpMethods.Post, silences.PostAsync), (HttpMethods.Get, silences.ListAsync)),
        new(SilencePath, (HttpMethods.Get, silences.GetAsync), (HttpMethods.Delete, silences.DeleteAsync)),
        new("/status", (HttpMethods.Get, status.GetStatusAsync)),
        new("/receivers", (HttpMethods.Get, status.GetReceiversAsync)),
    }.ToDictionary(route => route.Name, StringComparer.Ordinal);

    /// <summary>Maps the API, and the end of the one before it.</summary>
    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.Map($"{Prefix}/{{**path}}", AnswerAsync);
        endpoints.MapPost("/api/v1/alerts", AnswerGoneAsync);
        // The rest of v1 is Prometheus's own API where this process answers that as well.
        endpoints.Map("/api/v1/{**path}", AnswerGoneAsync).WithOrder(int.MaxValue);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value![Prefix.Length..];
        var isOfSilence = path.StartsWith(SilencePath, StringComparison.Ordinal) && path.Length > SilencePath.Length && path.LastIndexOf('/') == SilencePath.Length - 1;
        var route = _routes.GetValueOrDefault(isOfSilence ? SilencePath : path == SilencePath ? "" : path);
        await WriteAsync(context, route?.Name ?? Unknown, await TryAsync(context, route, path, isOfSilence ? path[SilencePath.Length..] : ""));
    }

    private Task AnswerGoneAsync(HttpContext context) => WriteAsync(
        context, "/v1", ApiAnswer.Unreadable(StatusCodes.Status410Gone, "Alertmanager's API v1 is gone: use /api/v2 (api_version: v2 in Prometheus's settings)"));

    private async Task<ApiAnswer> TryAsync(HttpContext context, ApiRoute? route, string path, string id)
    {
        if (route is null) return ApiAnswer.Unreadable(StatusCodes.Status404NotFound, $"path {Prefix}{path} was not found");
        if (route.Find(context.Request.Method) is not { } answer) return NotAllowed(context, route);
        if (!AcceptsJson(context.Request)) return ApiAnswer.Unreadable(StatusCodes.Status406NotAcceptable, "unsupported media type requested, only [application/json] are available");
        try
        {
            return HttpMethods.IsPost(context.Request.Method)
                ? await PostAsync(context, route, answer)
                : await answer(CallOf(context, id, default));
        }
        catch (ApiFault fault)
        {
            return fault.Answer;
        }
        catch (TransportException refused)
        {
            return Busy(context, $"not accepted: {refused.Message}");
        }
    }

    private async Task<ApiAnswer> PostAsync(HttpContext context, ApiRoute route, Func<ApiCall, Task<ApiAnswer>> answer)
    {
        using var share = new BodyShare(budget);
        try
        {
            return await answer(CallOf(context, "", await ApiBody.ReadAsync(context.Request, route.Body, share)));
        }
        catch (BodyBudgetException full)
        {
            return Busy(context, full.Message);
        }
    }

    private Task WriteAsync(HttpContext context, string route, ApiAnswer answer)
    {
        metrics.Answered(route, answer.Status);
        return answer.WriteAsync(context.Response);
    }

    private static ApiCall CallOf(HttpContext context, string id, ReadOnlyMemory<byte> body) =>
        new(context.Request.Query, id, body, context.User.Identity?.Name ?? "", context.RequestAborted);

    private static ApiAnswer NotAllowed(HttpContext context, ApiRoute route)
    {
        context.Response.Headers.Allow = route.Allowed;
        return ApiAnswer.Unreadable(StatusCodes.Status405MethodNotAllowed, $"method {context.Request.Method} is not allowed, but [{route.Allowed}] are");
    }

    private static ApiAnswer Busy(HttpContext context, string reason)
    {
        context.Response.Headers.RetryAfter = "1";
        return ApiAnswer.Refused(StatusCodes.Status503ServiceUnavailable, reason);
    }

    private static bool AcceptsJson(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return accepted.Count == 0 || accepted.Any(type => type.Quality != 0 && (type.MatchesAllTypes || (type.Type == "application" && (type.MatchesAllSubTypes || type.SubType == "json"))));
    }
}
