using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>
/// Reads what must be known before the points of a message, wherever in it that stands: protobuf gives fields no order, and a sum's
/// temporality mostly follows its points. The points are passed over by their lengths.
/// </summary>
internal static class MetricsHeads
{
    public static ResourceView ReadResource(scoped ref ProtoReader resourceMetrics)
    {
        AttributeList attributes = new(OtlpFields.Resource.Attributes, default);
        while (resourceMetrics.NextField())
        {
            if (resourceMetrics.Field == OtlpFields.ResourceMetrics.Resource)
            {
                var resource = resourceMetrics.ReadMessage();
                attributes = ReadAttributes(ref resource);
                resourceMetrics.Adopt(resource.Failure);
            }
            else
            {
                resourceMetrics.Skip();
            }
        }

        return new ResourceView(attributes);
    }

    public static MetricView ReadMetric(scoped ref ProtoReader metric, out ProtoReader data)
    {
        ReadOnlySpan<byte> name = default, unit = default;
        var kind = MetricKind.Unknown;
        data = default;
        while (metric.NextField())
        {
            switch (metric.Field)
            {
                case OtlpFields.Metric.Name: name = metric.ReadBytes(); break;
                case OtlpFields.Metric.Unit: unit = metric.ReadBytes(); break;
                case OtlpFields.Metric.Gauge: kind = MetricKind.Gauge; data = metric.ReadMessage(); break;
                case OtlpFields.Metric.Sum: kind = MetricKind.Sum; data = metric.ReadMessage(); break;
                case OtlpFields.Metric.Histogram: kind = MetricKind.Histogram; data = metric.ReadMessage(); break;
                case OtlpFields.Metric.ExponentialHistogram: kind = MetricKind.ExponentialHistogram; data = metric.ReadMessage(); break;
                case OtlpFields.Metric.Summary: kind = MetricKind.Summary; data = metric.ReadMessage(); break;
                default: metric.Skip(); break;
            }
        }

        var ahead = data;
        var temporality = ReadTemporality(ref ahead, kind, out var isMonotonic);
        metric.Adopt(ahead.Failure);
        return new MetricView(name, unit, kind, temporality, isMonotonic);
    }

    private static Temporality ReadTemporality(scoped ref ProtoReader data, MetricKind kind, out bool isMonotonic)
    {
        var temporality = 0;
        isMonotonic = false;
        if (kind is MetricKind.Unknown or MetricKind.Gauge or MetricKind.Summary) return Temporality.Unspecified;
        while (data.NextField())
        {
            switch (data.Field)
            {
                case OtlpFields.Data.Temporality: temporality = data.ReadInt32(); break;
                case OtlpFields.Data.IsMonotonic when kind == MetricKind.Sum: isMonotonic = data.ReadBool(); break;
                default: data.Skip(); break;
            }
        }

        return temporality is (int)Temporality.Delta or (int)Temporality.Cumulative ? (Temporality)temporality : Temporality.Unspecified;
    }

    private static AttributeList ReadAttributes(scoped ref ProtoReader resource)
    {
        var attributes = new AttributeSpot(OtlpFields.Resource.Attributes);
        while (attributes.NextOther(ref resource)) resource.Skip();
        return attributes.List;
    }
}
