using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>One classic bucket.</summary>
internal ref struct BucketMessage
{
    /// <summary>Observations up to <see cref="UpperBound"/>.</summary>
    public double CumulativeCount;

    /// <summary>Inclusive upper bound.</summary>
    public double UpperBound;

    /// <summary>The exemplar, encoded; empty where there is none.</summary>
    public ReadOnlySpan<byte> Exemplar;

    /// <summary>Reads a bucket; false where it is not well formed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out BucketMessage bucket)
    {
        bucket = default;
        double exact = 0, floating = 0;
        var reader = new ProtoReader(message);
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case ClientModel.Bucket.CumulativeCount: exact = reader.ReadVarint(); break;
                case ClientModel.Bucket.CumulativeCountFloat: floating = reader.ReadDouble(); break;
                case ClientModel.Bucket.UpperBound: bucket.UpperBound = reader.ReadDouble(); break;
                case ClientModel.Bucket.Exemplar: bucket.Exemplar = reader.ReadBytes(); break;
                default: reader.Skip(); break;
            }
        }

        bucket.CumulativeCount = floating > 0 ? floating : exact;
        return !reader.Failure.Failed;
    }
}
