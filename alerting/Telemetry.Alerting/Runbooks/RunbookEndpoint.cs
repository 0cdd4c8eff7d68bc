using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Inbox;
using Telemetry.Pages;

namespace Telemetry.Alerting.Runbooks;

/// <summary><c>GET /runbooks</c> and <c>GET /runbooks/{name}</c>: what to do, class by class of incidents.</summary>
internal static class RunbookEndpoint
{
    public static IResult List(HttpRequest request, HttpResponse response) => PageAnswer.Of(response, RunbookPage.RenderList(request.PathBase));

    public static IResult Answer(string name, HttpRequest request, HttpResponse response) => RunbookIndex.Find(name) is { } text
        ? PageAnswer.Of(response, RunbookPage.Render(name, text, request.PathBase))
        : PageAnswer.Of(response, RunbookPage.RenderList(request.PathBase), StatusCodes.Status404NotFound);
}
