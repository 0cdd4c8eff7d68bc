using System.Net;
using Microsoft.AspNetCore.Http;
using Telemetry.Hosting.Running;

namespace Telemetry.Hosting.Access;

/// <summary>
/// Tells requests that another site's page makes a reader's browser send. Browsers say so: in <c>Sec-Fetch-Site</c>, and in <c>Origin</c> on
/// whatever may change something. Programs say neither and are not concerned.
/// </summary>
internal sealed class OriginCheck(WebOptions web)
{
    private readonly string? _external = web.ExternalUrl?.GetLeftPart(UriPartial.Authority);

    /// <summary>Whether a request would act for a reader of another site's page.</summary>
    public bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) return false;
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") return true;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return false;
        if (origin.Equals(_external, StringComparison.OrdinalIgnoreCase)) return false;
        var isOwn = origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        return !isOwn || IsRebound(request.Host.Host);
    }

    // Without a login a foreign name that was made to resolve to this machine would look like our own page.
    private bool IsRebound(string host) =>
        web.Auth == WebAuth.None && !IPAddress.TryParse(host.Trim('[', ']'), out _) && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
