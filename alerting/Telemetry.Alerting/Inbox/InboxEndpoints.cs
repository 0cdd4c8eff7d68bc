using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Judging;
using Telemetry.Alerting.Receivers;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>The inbox over HTTP.</summary>
internal static class InboxEndpoints
{
    /// <summary>Maps the list, an incident's page, its explanation and what can be said of it.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(IncidentLinks.InboxPath, (IncidentInbox inbox, HttpResponse response) => PageAnswer.Of(response, InboxPage.Render(inbox.Items)));
        endpoints.MapGet($"{IncidentLinks.InboxPath}/{{id}}", (string id, IncidentInbox inbox, FeedbackBook book, HttpResponse response) =>
            inbox.Find(id) is { } item
                ? PageAnswer.Of(response, InboxPage.RenderOne(item, book.Find(item.Episode.Latest.Cluster, item.Episode.Latest.IncidentId)))
                : PageAnswer.Of(response, InboxPage.RenderUnknown(id), StatusCodes.Status404NotFound));
        endpoints.MapGet($"{IncidentLinks.InboxPath}/{{id}}/explanation", ExplanationEndpoint.Answer);
        endpoints.MapPost($"{IncidentLinks.InboxPath}/{{id}}/feedback", FeedbackEndpoint.AnswerAsync);
    }
}
