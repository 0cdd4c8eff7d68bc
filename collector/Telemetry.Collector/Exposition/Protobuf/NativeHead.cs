using System.Runtime.InteropServices;
using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>What a <c>Histogram</c> message says of its native buckets, their counts left out.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct NativeHead
{
    private double _zeroCount;
    private double _zeroCountFloat;
    private bool _hasSpans;

    /// <summary>Resolution.</summary>
    public int Schema;

    /// <summary>Half the width of the bucket around zero.</summary>
    public double ZeroThreshold;

    /// <summary>Observations around zero.</summary>
    public readonly double ZeroCount => _zeroCountFloat > 0 ? _zeroCountFloat : _zeroCount;

    /// <summary>Whether there is a native histogram, by Prometheus's own rule.</summary>
    public readonly bool Exists => _hasSpans || ZeroThreshold > 0 || ZeroCount > 0;

    /// <summary>Takes the field at hand.</summary>
    public void Take(scoped ref ProtoReader reader)
    {
        switch (reader.Field)
        {
            case ClientModel.Histogram.Schema: Schema = reader.ReadSInt32(); break;
            case ClientModel.Histogram.ZeroThreshold: ZeroThreshold = reader.ReadDouble(); break;
            case ClientModel.Histogram.ZeroCount: _zeroCount = reader.ReadVarint(); break;
            case ClientModel.Histogram.ZeroCountFloat: _zeroCountFloat = reader.ReadDouble(); break;
            case ClientModel.Histogram.PositiveSpan or ClientModel.Histogram.NegativeSpan:
                _hasSpans = true;
                reader.Skip();
                break;
            default: reader.Skip(); break;
        }
    }
}
