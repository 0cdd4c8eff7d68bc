using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>
/// Walks the counts of native buckets in order, whether they are written as deltas of whole numbers or as floats, packed or not.
/// </summary>
/// <param name="message">The histogram; known to be well formed.</param>
/// <param name="deltas">Field of the deltas.</param>
/// <param name="floats">Field of the float counts.</param>
internal ref struct NativeCounts(ReadOnlySpan<byte> message, int deltas, int floats)
{
    private ProtoReader _reader = new(message);
    private PackedVarints _packed;
    private ReadOnlySpan<byte> _packedFloats;
    private long _last;

    /// <summary>Moves to the next count; false at the end.</summary>
    public bool TryNext(out double count)
    {
        while (true)
        {
            if (_packed.TryRead(out var packed)) return Delta(packed, out count);
            if (_packedFloats.Length >= sizeof(double))
            {
                count = BitConverter.ToDouble(_packedFloats);
                _packedFloats = _packedFloats[sizeof(double)..];
                return true;
            }

            count = 0;
            if (!_reader.NextField()) return false;
            if (_reader.Field == deltas && _reader.Type == WireType.Varint) return Delta(_reader.ReadVarint(), out count);
            if (_reader.Field == floats && _reader.Type == WireType.Fixed64)
            {
                count = _reader.ReadDouble();
                return true;
            }

            Enter();
        }
    }

    private void Enter()
    {
        if (_reader.Field == deltas) _packed = new PackedVarints(_reader.ReadBytes());
        else if (_reader.Field == floats) _packedFloats = _reader.ReadBytes();
        else _reader.Skip();
    }

    private bool Delta(ulong zigzag, out double count)
    {
        _last += (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
        count = _last;
        return true;
    }
}
