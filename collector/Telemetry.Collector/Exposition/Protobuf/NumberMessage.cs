using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>A gauge, counter or untyped value.</summary>
internal ref struct NumberMessage
{
    public double Value;

    /// <summary>Birth in Unix seconds; NaN where unknown.</summary>
    public double CreatedSeconds;

    /// <summary>The exemplar, encoded; empty where there is none.</summary>
    public ReadOnlySpan<byte> Exemplar;

    /// <summary>Reads the message; false where it is not well formed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out NumberMessage number)
    {
        number = new NumberMessage { CreatedSeconds = double.NaN };
        var reader = new ProtoReader(message);
        while (reader.NextField())
        {
            switch (reader.Field)
            {
                case ClientModel.Number.Value: number.Value = reader.ReadDouble(); break;
                case ClientModel.Number.Exemplar: number.Exemplar = reader.ReadBytes(); break;
                case ClientModel.Number.Created: number.CreatedSeconds = Timestamps.ReadSeconds(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return !reader.Failure.Failed;
    }
}
