using System.Diagnostics;
using Telemetry.Collector.Scraping;

namespace Telemetry.Collector;

/// <summary>Traces of the collector: a span for each scrape. Nothing is made while nobody listens.</summary>
internal static class CollectorTraces
{
    /// <summary>Name of the source.</summary>
    public const string Name = "Telemetry.Collector";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins the span of one scrape.</summary>
    public static Activity? StartScrape(ScrapeTarget target)
    {
        var span = Source.StartActivity("scrape", ActivityKind.Client);
        span?.SetTag("service.name", target.Id.Job).SetTag("service.instance.id", target.Id.Instance).SetTag("url.full", target.Url);
        return span;
    }

    /// <summary>Notes how it went.</summary>
    public static void Finish(this Activity span, in FetchOutcome outcome, int bytes)
    {
        span.SetTag("http.response.status_code", outcome.Status).SetTag("http.response.body.size", bytes);
        if (outcome.Failure == ScrapeFailure.None) return;
        span.SetTag("error.type", outcome.Failure.Name());
        if (!outcome.Failure.IsPartial()) span.SetStatus(ActivityStatusCode.Error);
    }
}
