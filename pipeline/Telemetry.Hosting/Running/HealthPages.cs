using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Telemetry.Hosting.Running;

/// <summary>
/// <c>/healthz</c> answers 200 as long as the process can answer at all; <c>/readyz</c> answers 200 when every registered health check
/// agrees, else 503, with a line for each check. <c>/-/healthy</c> and <c>/-/ready</c> say the same to whoever knows Prometheus and Alertmanager.
/// </summary>
internal static class HealthPages
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", () => "ok\n");
        endpoints.MapMethods("/-/healthy", [HttpMethods.Get, HttpMethods.Head], () => "OK");
        foreach (var path in (string[])["/readyz", "/-/ready"]) endpoints.MapHealthChecks(path, new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var page = new StringBuilder();
        foreach (var (name, entry) in report.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            page.Append(name).Append(entry.Status == HealthStatus.Healthy ? ": ready" : ": not ready");
            if (entry.Description is { Length: > 0 } reason) page.Append(": ").Append(reason);
            page.Append('\n');
        }
        return context.Response.WriteAsync(page.ToString(), context.RequestAborted);
    }
}
