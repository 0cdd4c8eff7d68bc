using System.Diagnostics;
using Telemetry.Testing.Tracing;
using Xunit;

namespace Telemetry.Collector.Tests.Scraping;

public sealed class ScrapeTraceTests
{
    [Fact]
    public async Task Scrape_OfAPageThatIsNotThere_LeavesASpanThatSaysSo()
    {
        await using var server = await PageServer.StartAsync(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        using var recorder = new SpanRecorder("Telemetry.Collector");
        using var rig = new ScrapeRig(server.Address);

        await rig.ScrapeAsync();

        var span = Assert.Single(recorder.Spans, span => (string?)span.GetTagItem("service.instance.id") == server.Address);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(404, span.GetTagItem("http.response.status_code"));
    }
}
