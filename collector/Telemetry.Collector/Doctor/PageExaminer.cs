using Telemetry.Catalog;
using Telemetry.Collector.Exposition;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Collector.Publishing;
using Telemetry.Collector.Scraping;
using Telemetry.Contracts;

namespace Telemetry.Collector.Doctor;

/// <summary>Reads a page whole, with what the catalog forwards of it and what that costs.</summary>
internal sealed class PageExaminer(SignalCatalog catalog, TimeProvider time)
{
    private static readonly Uri Nowhere = new("http://examined.invalid/");
    private readonly PageIdentity _identity = new(catalog);

    public ExaminedTarget Examine(PageSample sample)
    {
        var target = new ExaminedTarget { Name = sample.Name, Job = sample.Job, Component = sample.Component, Problem = sample.Problem };
        if (sample.Problem is not null) return target;
        if (!TryFormat(sample, out var format)) return target with { Problem = $"content type {sample.ContentType} is not understood" };
        var table = new SeriesTable(static _ => new FamilyRule(IsWanted: true));
        var reading = table.Read(sample.Body.Span, format);
        if (reading.Samples == 0) return target with { Problem = reading.BadLines > 0 ? $"no line can be read as a sample: {reading.Examples[0].Reason.Describe()}" : "the page is empty" };
        var name = _identity.ComponentOf(sample, table);
        var component = name is null ? null : catalog.Topology.Find(name);
        return target with
        {
            Component = name,
            Page = PageIdentity.PageOf(sample, component, table),
            Version = PageIdentity.VersionOf(sample, component, table),
            Covered = component?.Covers,
            BadLines = reading.BadLines,
            BadLineExample = reading.Examples is [var first, ..] ? $"line {first.Line}, {first.Reason.Describe()}: {first.Text}" : "",
            Interval = sample.Interval,
            Duration = sample.Duration,
            Families = table.Families.Where(family => family.Metrics.Count > 0).ToDictionary(family => family.Name, Describe, StringComparer.Ordinal),
            Cost = CostOf(sample, table, reading.Samples, format),
        };
    }

    private static bool TryFormat(PageSample sample, out ExpositionFormat format)
    {
        if (sample.ContentType is not null) return ContentTypes.TrySelect(sample.ContentType, fallback: null, out format);
        format = ContentTypes.Guess(sample.Body.Span);
        return true;
    }

    private static ExaminedFamily Describe(MetricFamily family)
    {
        var labels = new HashSet<string>(StringComparer.Ordinal);
        var (samples, buckets, top) = (0, 0, double.NaN);
        foreach (var metric in family.Metrics)
        {
            foreach (var label in metric.Labels.Labels) labels.Add(label.Name);
            foreach (var series in metric.Series)
            {
                samples++;
                // A native histogram's buckets go as far as its values do.
                if (series.Role == SeriesRole.Native) (buckets, top) = (buckets + 1, double.PositiveInfinity);
                if (series.Role != SeriesRole.Bucket) continue;
                buckets++;
                if (double.IsFinite(series.Bound) && !(series.Bound <= top)) top = series.Bound;
            }
        }

        return new ExaminedFamily(
            family.Name, FamilyTypes.Word(family.Type, ExpositionFormat.Text), samples, labels, family.Metrics.Count, buckets > 0, top);
    }

    private PageCost CostOf(PageSample sample, SeriesTable table, int samples, ExpositionFormat format)
    {
        var began = time.GetTimestamp();
        table.Read(sample.Body.Span, format);
        var parse = time.GetElapsedTime(began);
        var (distributions, series) = (0, 0);
        foreach (var metric in table.Families.SelectMany(family => family.Metrics))
        {
            if (metric.Family.Type == FamilyType.Histogram) distributions++;
            else series += metric.Series.Count;
        }

        var (forwarded, bytes) = Forwarded(sample, TypeOf(format));
        return new PageCost(sample.Body.Length, samples, distributions, distributions + series, parse.TotalMilliseconds, forwarded, bytes);
    }

    // What is sent is asked of the code that sends it: the second scrape of a target, as nearly all are.
    private (int Samples, int Bytes) Forwarded(PageSample sample, string contentType)
    {
        var encoder = new ScrapeEncoder(
            new ScrapeTarget
            {
                Id = new TargetId("doctor", sample.Job ?? "doctor", sample.Name),
                Url = Nowhere,
                Interval = TimeSpan.FromSeconds(1),
                Timeout = TimeSpan.FromSeconds(1),
                BodyLimitBytes = int.MaxValue,
                Forward = sample.Forward,
            },
            catalog);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        encoder.Encode(PageAt(now, contentType, sample));
        var records = encoder.Encode(PageAt(now + 1000, contentType, sample));
        return (encoder.Tally.Forwarded, records.Sum(record => record.Length));
    }

    private static ScrapedPage PageAt(long atMs, string contentType, PageSample sample) => new(atMs, 1, 200, ScrapeFailure.None, contentType, sample.Body);

    // A file has no header, and without one a page is refused.
    private static string TypeOf(ExpositionFormat format) => format switch
    {
        ExpositionFormat.OpenMetrics => "application/openmetrics-text; version=1.0.0",
        ExpositionFormat.Protobuf => "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
        _ => "text/plain; version=0.0.4",
    };
}
