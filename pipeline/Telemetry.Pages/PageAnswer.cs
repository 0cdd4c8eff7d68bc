using Microsoft.AspNetCore.Http;

namespace Telemetry.Pages;

/// <summary>A page of ours as the answer to a request.</summary>
public static class PageAnswer
{
    // A page loads nothing and runs nothing; its one style sheet is in it, and its forms lead back to us.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The page, never stored, with what keeps others from using it.</summary>
    public static IResult Of(HttpResponse response, string html, int status = StatusCodes.Status200OK)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Content(html, "text/html; charset=utf-8", statusCode: status);
    }
}
