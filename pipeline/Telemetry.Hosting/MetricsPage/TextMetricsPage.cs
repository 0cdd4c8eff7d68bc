using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Telemetry.Hosting.MetricsPage;

/// <summary>The built-in metrics page: Prometheus text 0.0.4, families in order of name.</summary>
internal sealed class TextMetricsPage : IMetricsPage
{
    private readonly ConcurrentDictionary<string, TextFamily> _families = new(StringComparer.Ordinal);

    public IMetricSeries Open(MetricDescription metric, IReadOnlyList<KeyValuePair<string, string>> labels) =>
        _families.GetOrAdd(metric.Name, static (_, metric) => new TextFamily(metric), metric).Open(labels);

    public void Map(IEndpointRouteBuilder endpoints, string pattern, Action observe) => endpoints.MapGet(pattern, async (HttpContext context) =>
    {
        observe();
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.WriteAsync(Write(), context.RequestAborted);
    });

    private string Write()
    {
        var page = new StringBuilder();
        // As in TextFamily: families are born while the page is written.
        foreach (var family in _families.ToArray().OrderBy(family => family.Key, StringComparer.Ordinal)) family.Value.WriteTo(page);
        return page.ToString();
    }
}
