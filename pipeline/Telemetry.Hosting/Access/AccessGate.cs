using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Telemetry.Hosting.Running;

namespace Telemetry.Hosting.Access;

/// <summary>
/// Stands before every page: asks who it is (<c>web.auth</c>), and refuses what another site's page makes a browser do. Health pages are
/// open to all, and endpoints marked <see cref="IAllowAnonymous"/>: their address or a signature is the proof.
/// </summary>
internal sealed class AccessGate(WebOptions web, ICallerCheck callers, AccessMetrics metrics)
{
    private static readonly HashSet<string> HealthPaths = new(["/healthz", "/readyz", "/-/healthy", "/-/ready"], StringComparer.Ordinal);

    private readonly OriginCheck _origin = new(web);

    /// <summary>Lets a request through, or answers it.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (_origin.IsForeign(context.Request))
        {
            metrics.Refused("origin");
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "This request comes from a page of another site; only our own pages may act for a reader.\n");
        }

        if (IsOpen(context)) return next(context);
        if (callers.Identify(context) is not { } name)
        {
            metrics.Refused("caller");
            return RefuseAsync(context, callers.Challenge(context.Response), callers.Cure);
        }

        if (name.Length > 0) context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "telemetry"));
        return next(context);
    }

    private static bool IsOpen(HttpContext context) =>
        HealthPaths.Contains(context.Request.Path.Value ?? "") || context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
