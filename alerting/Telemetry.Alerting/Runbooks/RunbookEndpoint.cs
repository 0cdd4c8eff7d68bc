using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Inbox;
using Telemetry.Pages;

namespace Telemetry.Alerting.Runbooks;

/// <summary><c>GET /runbooks</c> and <c>GET /runbooks/{name}</c>: what to do, class by class of incidents.</summary>
internal static class RunbookEndpoint
{
    public static IResult List(HttpResponse response) => PageAnswer.Of(response, RunbookPage.RenderList());

    public static IResult Answer(string name, HttpResponse response) => RunbookIndex.Find(name) is { } text
        ? PageAnswer.Of(response, RunbookPage.Render(name, text))
        : PageAnswer.Of(response, RunbookPage.RenderList(), StatusCodes.Status404NotFound);
}
