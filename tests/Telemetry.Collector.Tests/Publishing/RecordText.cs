using System.Globalization;
using System.Text;
using Telemetry.Contracts.Metrics;
using Xunit;

namespace Telemetry.Collector.Tests.Publishing;

/// <summary>Records as lines that a test can compare: <c>kind name{labels} value @start</c>.</summary>
internal static class RecordText
{
    public static List<string> Lines(IReadOnlyList<ReadOnlyMemory<byte>> records) => [.. records.SelectMany(record => Lines(record.Span))];

    public static List<string> Lines(ReadOnlySpan<byte> record)
    {
        var lines = new List<string>();
        var reader = new MetricsRecordReader(record);
        while (reader.Read())
        {
            if (reader.Token is MetricsToken.Number) lines.Add(Line(reader.Metric, reader.Number, reader.Resource.ScrapeTimeMs));
            else if (reader.Token is MetricsToken.Histogram) lines.Add(Line(reader.Metric, reader.Histogram));
            else if (reader.Token is MetricsToken.ExponentialHistogram) lines.Add(Line(reader.Metric, reader.ExponentialHistogram));
        }
        Assert.False(reader.Failure.Failed);
        Assert.Equal(0, reader.SkippedPoints);
        return lines;
    }

    public static string Labels(AttributeList attributes)
    {
        var labels = new List<string>();
        foreach (var attribute in attributes) labels.Add($"{Encoding.UTF8.GetString(attribute.Key)}={attribute.ValueText()}");
        return labels.Count == 0 ? "" : $"{{{string.Join(",", labels)}}}";
    }

    private static string Line(MetricView metric, NumberPoint point, long scrapeTimeMs)
    {
        var kind = metric.IsCounter ? "counter" : "gauge";
        var value = point.IsStale ? "stale" : point.Value.ToString("R", CultureInfo.InvariantCulture);
        var time = point.TimeMs == scrapeTimeMs ? "" : $" at {point.TimeMs}";
        return $"{kind} {Encoding.UTF8.GetString(metric.Name)}{Labels(point.Attributes)} {value}{Start(point.StartTimeMs)}{time}";
    }

    private static string Line(MetricView metric, HistogramPoint point)
    {
        var name = $"histogram {Encoding.UTF8.GetString(metric.Name)}{Labels(point.Attributes)}";
        if (point.IsStale) return $"{name} stale";
        var buckets = new StringBuilder();
        for (var i = 0; i < point.BucketCounts.Length; i++)
        {
            var bound = i < point.Bounds.Length ? point.Bounds[i].ToString("R", CultureInfo.InvariantCulture) : "inf";
            buckets.Append(CultureInfo.InvariantCulture, $" {bound}:{point.BucketCounts[i]}");
        }
        return string.Create(CultureInfo.InvariantCulture, $"{name}{buckets} sum {point.Sum:R}{Start(point.StartTimeMs)}");
    }

    private static string Line(MetricView metric, ExponentialHistogramPoint point)
    {
        var name = $"exponential {Encoding.UTF8.GetString(metric.Name)}{Labels(point.Attributes)}";
        return point.IsStale ? $"{name} stale" : string.Create(
            CultureInfo.InvariantCulture,
            $"{name} scale {point.Scale} zero {point.ZeroCount} above{Run(point.Positive)} below{Run(point.Negative)} sum {point.Sum:R}{Start(point.StartTimeMs)}");
    }

    private static string Run(ExponentialBuckets buckets)
    {
        var (text, index) = (new StringBuilder(), buckets.Offset);
        foreach (var count in buckets)
        {
            if (count > 0) text.Append(CultureInfo.InvariantCulture, $" {index}:{count}");
            index++;
        }
        return text.ToString();
    }

    private static string Start(long startMs) => startMs == 0 ? "" : $" since {startMs}";
}
