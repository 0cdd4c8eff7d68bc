using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>What a <c>Histogram</c> message says besides its buckets. Float counts stand over whole ones, as its authors have it.</summary>
internal ref struct HistogramMessage
{
    private double _count, _countFloat;

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Message;

    /// <summary>Sum of the observations.</summary>
    public double Sum;

    /// <summary>Birth in Unix seconds; NaN where unknown.</summary>
    public double CreatedSeconds;

    /// <summary>What is said of native buckets besides their counts.</summary>
    public NativeHead Native;

    /// <summary>Number of classic buckets.</summary>
    public int Buckets;

    /// <summary>The last classic bucket: the only one that may be of +Inf.</summary>
    public ReadOnlySpan<byte> LastBucket;

    /// <summary>Number of observations.</summary>
    public readonly double Count => _countFloat > 0 ? _countFloat : _count;

    /// <summary>Reads the message; false where it is not well formed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out HistogramMessage histogram)
    {
        histogram = new HistogramMessage { Message = message, CreatedSeconds = double.NaN };
        var reader = new ProtoReader(message);
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case ClientModel.Histogram.Bucket:
                    histogram.Buckets++;
                    histogram.LastBucket = reader.ReadBytes();
                    break;
                case ClientModel.Histogram.Count: histogram._count = reader.ReadVarint(); break;
                case ClientModel.Histogram.CountFloat: histogram._countFloat = reader.ReadDouble(); break;
                case ClientModel.Histogram.Sum: histogram.Sum = reader.ReadDouble(); break;
                case ClientModel.Histogram.Created: histogram.CreatedSeconds = Timestamps.ReadSeconds(ref reader); break;
                default: histogram.Native.Take(ref reader); break;
            }
        }

        return !reader.Failure.Failed;
    }
}
