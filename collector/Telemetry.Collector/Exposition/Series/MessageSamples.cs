using Telemetry.Collector.Exposition.Protobuf;

namespace Telemetry.Collector.Exposition.Series;

/// <summary>Counts what a message would be on a text page: a line for each bucket. A native histogram is one sample, as in Prometheus.</summary>
internal static class MessageSamples
{
    // Sum and count.
    private const int Totals = 2;

    /// <summary>False where the message is not well formed or has no value of its family's type.</summary>
    public static bool TryCount(in MetricMessage message, FamilyType type, out int samples)
    {
        samples = 1;
        if (message.ValueField != FieldOf(type)) return false;
        if (type == FamilyType.Summary)
        {
            if (!SummaryMessage.TryRead(message.Value, out var summary)) return false;
            samples = summary.Quantiles + Totals;
        }
        else if (type is FamilyType.Histogram or FamilyType.GaugeHistogram)
        {
            if (!HistogramMessage.TryRead(message.Value, out var histogram)) return false;
            if (!IsNative(histogram, type)) samples = histogram.Buckets + (HasInfinity(histogram) ? 0 : 1) + Totals;
        }

        return true;
    }

    /// <summary>Whether the native buckets are the ones to keep. OTLP has no gauge of them; such a family is read as a classic one.</summary>
    public static bool IsNative(in HistogramMessage histogram, FamilyType type) => histogram.Native.Exists && type == FamilyType.Histogram;

    /// <summary>Whether the classic buckets have their last one written, which producers may leave to the count.</summary>
    public static bool HasInfinity(in HistogramMessage histogram) =>
        histogram.Buckets > 0 && BucketMessage.TryRead(histogram.LastBucket, out var last) && double.IsPositiveInfinity(last.UpperBound);

    private static int FieldOf(FamilyType type) => type switch
    {
        FamilyType.Counter => ClientModel.Metric.Counter,
        FamilyType.Gauge => ClientModel.Metric.Gauge,
        FamilyType.Summary => ClientModel.Metric.Summary,
        FamilyType.Histogram or FamilyType.GaugeHistogram => ClientModel.Metric.Histogram,
        _ => ClientModel.Metric.Untyped,
    };
}
