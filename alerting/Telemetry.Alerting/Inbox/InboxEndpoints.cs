using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Inbox;

/// <summary>The inbox over HTTP.</summary>
internal static class InboxEndpoints
{
    private const string ContentType = "text/html; charset=utf-8";

    // The page loads nothing and runs nothing; its one style sheet is in it.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Maps <c>GET /alerts</c> and <c>GET /alerts/{id}</c>.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(IncidentLinks.InboxPath, (IncidentInbox inbox, HttpResponse response) => Page(response, InboxPage.Render(inbox.Items)));
        endpoints.MapGet($"{IncidentLinks.InboxPath}/{{id}}", (string id, IncidentInbox inbox, HttpResponse response) =>
            inbox.Find(id) is { } item
                ? Page(response, InboxPage.RenderOne(item))
                : Page(response, InboxPage.RenderUnknown(id), StatusCodes.Status404NotFound));
    }

    private static IResult Page(HttpResponse response, string html, int status = StatusCodes.Status200OK)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Content(html, ContentType, statusCode: status);
    }
}
