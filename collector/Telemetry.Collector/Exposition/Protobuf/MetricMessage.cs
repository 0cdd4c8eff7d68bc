using System.Buffers;
using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>One <c>Metric</c> message: its labels, which are its identity, and its value, still encoded. Spans point into the page.</summary>
internal ref struct MetricMessage
{
    /// <summary>The label fields, tags included; read them with <see cref="LabelPairs"/>.</summary>
    public ReadOnlySpan<byte> Labels;

    /// <summary>The field that carries the value (<see cref="ClientModel.Metric"/>); 0 where there is none.</summary>
    public int ValueField;

    /// <summary>The message in that field.</summary>
    public ReadOnlySpan<byte> Value;

    /// <summary>Unix milliseconds; 0 where the metric has no time of its own, as Prometheus reads it.</summary>
    public long TimestampMs;

    /// <summary>Takes the message apart.</summary>
    /// <param name="message">The message.</param>
    /// <param name="expected">Label fields that it probably begins with; spares a walk over them.</param>
    /// <param name="metric">The parts; on a failure those before it.</param>
    public static WireFailure Read(ReadOnlySpan<byte> message, ReadOnlySpan<byte> expected, out MetricMessage metric)
    {
        metric = default;
        var labels = message.StartsWith(expected) ? expected.Length : 0;
        metric.Labels = message[..labels];
        var rest = message[labels..];
        var reader = new ProtoReader(rest, labels);
        for (var begin = 0; reader.NextField(); begin = reader.Offset)
        {
            switch (reader.Field)
            {
                case ClientModel.Metric.Label:
                    reader.Skip();
                    metric.Labels = metric.Labels.Length == labels + begin
                        ? message[..(labels + reader.Offset)]
                        : Join(metric.Labels, rest[begin..reader.Offset]);
                    break;
                case ClientModel.Metric.TimestampMs:
                    metric.TimestampMs = reader.ReadInt64();
                    break;
                case ClientModel.Metric.Gauge or ClientModel.Metric.Counter or ClientModel.Metric.Summary or ClientModel.Metric.Untyped
                    or ClientModel.Metric.Histogram:
                    metric.ValueField = reader.Field;
                    metric.Value = reader.ReadBytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return reader.Failure;
    }

    // A producer that scatters its labels pays for a copy.
    private static ReadOnlySpan<byte> Join(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        var joined = new ArrayBufferWriter<byte>(Math.Max(1, first.Length + second.Length));
        joined.Write(first);
        joined.Write(second);
        return joined.WrittenSpan;
    }
}
