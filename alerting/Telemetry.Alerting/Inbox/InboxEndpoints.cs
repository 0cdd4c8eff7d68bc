using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telemetry.Alerting.Receivers;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>The inbox over HTTP.</summary>
internal static class InboxEndpoints
{
    /// <summary>Maps <c>GET /alerts</c> and <c>GET /alerts/{id}</c>.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(IncidentLinks.InboxPath, (IncidentInbox inbox, HttpResponse response) => PageAnswer.Of(response, InboxPage.Render(inbox.Items)));
        endpoints.MapGet($"{IncidentLinks.InboxPath}/{{id}}", (string id, IncidentInbox inbox, HttpResponse response) =>
            inbox.Find(id) is { } item
                ? PageAnswer.Of(response, InboxPage.RenderOne(item))
                : PageAnswer.Of(response, InboxPage.RenderUnknown(id), StatusCodes.Status404NotFound));
    }
}
