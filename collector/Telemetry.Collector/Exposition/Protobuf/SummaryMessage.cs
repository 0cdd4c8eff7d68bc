using System.Runtime.InteropServices;
using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>What a <c>Summary</c> message says besides its quantiles.</summary>
[StructLayout(LayoutKind.Auto)]
internal ref struct SummaryMessage
{
    public double Count;

    public double Sum;

    /// <summary>Birth in Unix seconds; NaN where unknown.</summary>
    public double CreatedSeconds;

    /// <summary>Number of quantiles.</summary>
    public int Quantiles;

    /// <summary>Reads the message; false where it is not well formed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out SummaryMessage summary)
    {
        summary = new SummaryMessage { CreatedSeconds = double.NaN };
        var reader = new ProtoReader(message);
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case ClientModel.Summary.Count: summary.Count = reader.ReadVarint(); break;
                case ClientModel.Summary.Sum: summary.Sum = reader.ReadDouble(); break;
                case ClientModel.Summary.Created: summary.CreatedSeconds = Timestamps.ReadSeconds(ref reader); break;
                case ClientModel.Summary.Quantile:
                    summary.Quantiles++;
                    reader.ReadBytes();
                    break;
                default: reader.Skip(); break;
            }
        }

        return !reader.Failure.Failed;
    }

    /// <summary>Reads one quantile; false where it is not well formed.</summary>
    public static bool TryReadQuantile(ReadOnlySpan<byte> message, out double level, out double value)
    {
        (level, value) = (0, 0);
        var reader = new ProtoReader(message);
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case ClientModel.Quantile.Level: level = reader.ReadDouble(); break;
                case ClientModel.Quantile.Value: value = reader.ReadDouble(); break;
                default: reader.Skip(); break;
            }
        }

        return !reader.Failure.Failed;
    }
}
