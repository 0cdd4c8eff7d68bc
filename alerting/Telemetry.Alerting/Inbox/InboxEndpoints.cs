using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Telemetry.Alerting.Board;
using Telemetry.Alerting.Explanations;
using Telemetry.Alerting.Inbox.Actions;
using Telemetry.Alerting.Intake;
using Telemetry.Alerting.Judging;
using Telemetry.Alerting.Receivers;
using Telemetry.Pages;

namespace Telemetry.Alerting.Inbox;

/// <summary>The inbox over HTTP: pages for people, the same as JSON with <c>?format=json</c>, and what can be done.</summary>
internal static class InboxEndpoints
{
    private const string Inbox = IncidentLinks.InboxPath;
    private const string One = $"{Inbox}/{{id}}";

    /// <summary>Maps everything under <c>/alerts</c>; <c>/</c> leads there.</summary>
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", (HttpRequest request) => Results.Redirect($"{request.PathBase}{Inbox}"));
        endpoints.MapGet(Inbox, List);
        endpoints.MapGet($"{Inbox}/dead", DeadLetters);
        endpoints.MapPost($"{Inbox}/replay", ActionEndpoint.ReplayAsync);
        endpoints.MapGet(IncidentLinks.SilencesPath, Silences);
        endpoints.MapPost($"{IncidentLinks.SilencesPath}/{{id}}/end", SilenceEnding.AnswerAsync);
        endpoints.MapGet(One, Show);
        endpoints.MapGet($"{One}/why", Why);
        endpoints.MapGet($"{One}/explanation", ExplanationEndpoint.Answer);
        endpoints.MapPost($"{One}/feedback", FeedbackEndpoint.AnswerAsync);
        endpoints.MapPost($"{One}/acknowledge", ActionEndpoint.AcknowledgeAsync);
        endpoints.MapPost($"{One}/unacknowledge", ActionEndpoint.UnacknowledgeAsync);
        endpoints.MapPost($"{One}/silence", ActionEndpoint.SilenceAsync);
        endpoints.MapPost($"{One}/resolve", ActionEndpoint.ResolveAsync);
    }

    private static IResult List(HttpRequest request, HttpResponse response, IncidentInbox inbox)
    {
        var query = InboxQuery.Of(request.Query);
        var answer = inbox.Search(query);
        return IsForPrograms(request) ? Json(InboxJson.Of(answer)) : PageAnswer.Of(response, InboxPage.Render(answer, query, request.PathBase));
    }

    private static IResult DeadLetters(HttpRequest request, HttpResponse response, IncidentInbox inbox)
    {
        var letters = inbox.FindDeadLetters();
        return IsForPrograms(request) ? Json(InboxJson.Of(letters)) : PageAnswer.Of(response, DeadLetterPage.Render(letters, request.PathBase));
    }

    private static IResult Silences(HttpRequest request, HttpResponse response, AlertBoard board, SteadyTime time) =>
        PageAnswer.Of(response, SilencesPage.Render(board.Silences, time.GetUtcNow(), request.PathBase));

    private static IResult Show(string id, HttpRequest request, HttpResponse response, IncidentInbox inbox, InboxReader reader)
    {
        if (inbox.Find(id) is not { } item)
        {
            return IsForPrograms(request)
                ? PostedFields.Refuse(StatusCodes.Status404NotFound, $"No alert {id} is kept here.")
                : PageAnswer.Of(response, InboxPage.RenderUnknown(id, request.PathBase), StatusCodes.Status404NotFound);
        }

        var around = reader.Around(item);
        return IsForPrograms(request) ? Json(InboxJson.Of(item, around)) : PageAnswer.Of(response, InboxPage.RenderOne(item, around, request.PathBase));
    }

    private static IResult Why(string id, IncidentInbox inbox, InboxReader reader) => inbox.Find(id) is { } item
        ? Results.Text(string.Join('\n', Audit.WhyText.Of(item, reader.Around(item))) + "\n", "text/plain; charset=utf-8")
        : PostedFields.Refuse(StatusCodes.Status404NotFound, $"No alert {id} is kept here.");

    private static bool IsForPrograms(HttpRequest request) => request.Query["format"] == "json";

    private static IResult Json(string json) => Results.Text(json, "application/json; charset=utf-8");
}
