using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>
/// Collects a repeated eight-byte field: one packed run is used where it lies, which every producer we know makes; several runs, or
/// values that are not packed, are copied together.
/// </summary>
internal ref struct Fixed64Spot
{
    private ReadOnlySpan<byte> _packed;
    private List<ulong>? _copied;

    /// <summary>The values. Lies unaligned in the record, which every processor that .NET 10 runs on reads.</summary>
    public readonly ReadOnlySpan<ulong> Values =>
        _copied is null ? MemoryMarshal.Cast<byte, ulong>(_packed) : CollectionsMarshal.AsSpan(_copied);

    public void Take(scoped ref ProtoReader reader)
    {
        if (reader.Type == WireType.Fixed64)
        {
            Copy().Add(reader.ReadFixed64());
            return;
        }

        var run = reader.ReadBytes();
        if (run.Length % sizeof(ulong) != 0) reader.Fail(WireError.Truncated);
        else if (_copied is null && _packed.IsEmpty && BitConverter.IsLittleEndian) _packed = run;
        else CopyRun(Copy(), run);
    }

    private List<ulong> Copy()
    {
        if (_copied is not null) return _copied;
        _copied = [];
        CopyRun(_copied, _packed);
        return _copied;
    }

    private static void CopyRun(List<ulong> copied, ReadOnlySpan<byte> run)
    {
        for (; !run.IsEmpty; run = run[sizeof(ulong)..]) copied.Add(BinaryPrimitives.ReadUInt64LittleEndian(run));
    }
}
