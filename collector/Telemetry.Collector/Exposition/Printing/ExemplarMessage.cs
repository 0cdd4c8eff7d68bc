using System.Text;
using Telemetry.Collector.Exposition.Protobuf;
using Telemetry.Collector.Exposition.Series;
using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Printing;

/// <summary>Decodes a protobuf exemplar for printing.</summary>
internal static class ExemplarMessage
{
    private const double MillisecondsPerSecond = 1000;

    /// <summary>
    /// The first exemplar of a native histogram that has a time, else of its classic buckets, as Prometheus takes them; null where there is none.
    /// </summary>
    public static PrintedExemplar? FirstOf(ReadOnlySpan<byte> histogram)
    {
        var exemplars = new RepeatedMessages(histogram, ClientModel.Histogram.Exemplar);
        var hasOwn = false;
        while (exemplars.MoveNext())
        {
            hasOwn = true;
            if (Read(exemplars.Current) is { TimestampMs: not null } exemplar) return exemplar;
        }

        var buckets = new RepeatedMessages(histogram, ClientModel.Histogram.Bucket);
        while (!hasOwn && buckets.MoveNext())
        {
            if (BucketMessage.TryRead(buckets.Current, out var bucket) && Read(bucket.Exemplar) is { TimestampMs: not null } exemplar) return exemplar;
        }

        return null;
    }

    /// <summary>The exemplar; null where there is none, or none that can be read.</summary>
    public static PrintedExemplar? Read(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty) return null;
        var labels = new List<Label>();
        var value = 0.0;
        long? timestampMs = null;
        var reader = new ProtoReader(message);
        for (var begin = 0; reader.NextField(); begin = reader.Offset)
        {
            switch (reader.Field)
            {
                case ClientModel.Exemplar.Label:
                    reader.Skip();
                    var pairs = new LabelPairs(message[begin..reader.Offset]);
                    if (pairs.MoveNext()) labels.Add(new Label(Encoding.UTF8.GetString(pairs.Current.Name), Encoding.UTF8.GetString(pairs.Current.Value)));
                    break;
                case ClientModel.Exemplar.Value: value = reader.ReadDouble(); break;
                case ClientModel.Exemplar.Timestamp: timestampMs = (long)Math.Floor(Timestamps.ReadSeconds(ref reader) * MillisecondsPerSecond); break;
                default: reader.Skip(); break;
            }
        }

        return reader.Failure.Failed ? null : new PrintedExemplar(labels, value, timestampMs);
    }
}
