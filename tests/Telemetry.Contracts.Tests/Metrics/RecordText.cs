using System.Globalization;
using System.Text;
using Telemetry.Contracts.Metrics;
using Xunit;

namespace Telemetry.Contracts.Tests.Metrics;

/// <summary>Shows a metrics record as lines, so that tests compare what was read with what was meant.</summary>
internal static class RecordText
{
    public static List<string> Of(ReadOnlySpan<byte> record)
    {
        var lines = new List<string>();
        var reader = new MetricsRecordReader(record);
        while (reader.Read()) lines.Add(Line(ref reader));
        if (reader.Failure.Failed) lines.Add(reader.Failure.ToString());
        if (reader.SkippedPoints > 0) lines.Add($"skipped {reader.SkippedPoints}");
        return lines;
    }

    public static string Number(string labels, double value, long timeMs, long startMs) =>
        string.Create(CultureInfo.InvariantCulture, $"number {{{labels}}} {value:R} at {timeMs} since {startMs}");

    public static string Histogram(string labels, ulong count, double sum, double[] bounds, ulong[] counts, long timeMs, long startMs) =>
        string.Create(CultureInfo.InvariantCulture,
            $"histogram {{{labels}}} {count} {sum:R} [{Join(bounds)}] [{string.Join(' ', counts)}] at {timeMs} since {startMs}");

    public static string Exponential(string labels, ulong count, double sum, int scale, ulong zeros, double threshold,
        string positive, string negative, long timeMs, long startMs) =>
        string.Create(CultureInfo.InvariantCulture,
            $"exponential {{{labels}}} {count} {sum:R} scale {scale} zeros {zeros} within {threshold:R} {positive} and {negative} at {timeMs} since {startMs}");

    public static string Buckets(int offset, IEnumerable<ulong> counts) =>
        string.Create(CultureInfo.InvariantCulture, $"{offset}:[{string.Join(' ', counts)}]");

    public static string Stale(string labels, long timeMs) => string.Create(CultureInfo.InvariantCulture, $"stale {{{labels}}} at {timeMs}");

    private static string Line(ref MetricsRecordReader reader)
    {
        switch (reader.Token)
        {
            case MetricsToken.Resource:
                return $"resource {{{Labels(reader.Resource.Attributes)}}}";
            case MetricsToken.Metric:
                var metric = reader.Metric;
                return $"metric {Encoding.UTF8.GetString(metric.Name)} {metric.Kind} {metric.Temporality} {metric.IsMonotonic} '{Encoding.UTF8.GetString(metric.Unit)}'";
            case MetricsToken.Number:
                var number = reader.Number;
                return number.IsStale ? Stale(Labels(number.Attributes), number.TimeMs)
                    : Number(Labels(number.Attributes), number.Value, number.TimeMs, number.StartTimeMs);
            case MetricsToken.ExponentialHistogram:
                var own = reader.ExponentialHistogram;
                return own.IsStale ? Stale(Labels(own.Attributes), own.TimeMs)
                    : Exponential(Labels(own.Attributes), own.Count, own.Sum, own.Scale, own.ZeroCount, own.ZeroThreshold,
                        Buckets(own.Positive), Buckets(own.Negative), own.TimeMs, own.StartTimeMs);
            default:
                var point = reader.Histogram;
                return point.IsStale ? Stale(Labels(point.Attributes), point.TimeMs)
                    : Histogram(Labels(point.Attributes), point.Count, point.Sum, point.Bounds.ToArray(), point.BucketCounts.ToArray(), point.TimeMs, point.StartTimeMs);
        }
    }

    private static string Buckets(ExponentialBuckets buckets)
    {
        var counts = new List<ulong>();
        foreach (var count in buckets) counts.Add(count);
        Assert.Equal(buckets.Count, counts.Count);
        return Buckets(buckets.Offset, counts);
    }

    private static string Labels(AttributeList attributes)
    {
        var labels = new List<string>();
        foreach (var attribute in attributes) labels.Add($"{Encoding.UTF8.GetString(attribute.Key)}={attribute.ValueText()}");
        return string.Join(',', labels);
    }

    private static string Join(double[] values) => string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
}
