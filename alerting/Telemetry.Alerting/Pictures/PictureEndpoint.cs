using Microsoft.AspNetCore.Http;
using Telemetry.Alerting.Inbox;
using Telemetry.Alerting.Links;

namespace Telemetry.Alerting.Pictures;

/// <summary>
/// <c>GET /pictures/{episode}/{token}.png</c>: the picture of the record that was announced. Taken without credentials, since receivers fetch
/// it; the token is all that opens it, and a wrong one is answered like an episode that is not kept.
/// </summary>
internal static class PictureEndpoint
{
    // What was announced does not change.
    private const string Caching = "private, max-age=86400, immutable";

    public static IResult Answer(string episode, string token, SignedLinks links, IncidentInbox inbox, HttpResponse response)
    {
        if (!links.Verifies(LinkPurpose.Picture, episode, token) || inbox.Find(episode)?.Record is not { } record) return Results.NotFound();
        if (IncidentPicture.Render(record) is not { } png) return Results.NotFound();
        response.Headers.CacheControl = Caching;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Bytes(png, "image/png");
    }
}
