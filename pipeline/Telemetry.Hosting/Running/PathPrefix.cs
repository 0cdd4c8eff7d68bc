using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Hosting.Running;

/// <summary>
/// Lets a process stand behind a path (<c>web.external-url</c>, <c>web.route-prefix</c>): a request's prefix is cut off before anything looks
/// at it, and what is answered links under the path that the reader sees. A proxy may take the prefix off itself, and probes never say it, so
/// requests without it mean the same.
/// </summary>
internal static class PathPrefix
{
    /// <summary>Comes before routing, which sees paths without the prefix.</summary>
    public static void UsePathPrefix(this WebApplication application, WebOptions web)
    {
        var (coming, shown) = (new PathString(web.PathPrefix), new PathString(web.LinkPrefix));
        application.Use(next => context =>
        {
            if (context.Request.Path.StartsWithSegments(coming, StringComparison.Ordinal, out var rest)) context.Request.Path = rest;
            context.Request.PathBase = shown;
            return next(context);
        });
        application.UseRouting();
    }
}
