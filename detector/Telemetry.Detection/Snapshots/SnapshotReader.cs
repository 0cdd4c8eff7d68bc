using System.Buffers.Binary;
using System.Text;

namespace Telemetry.Detection.Snapshots;

/// <summary>Reads back what <see cref="SnapshotWriter"/> wrote, in the same order.</summary>
public ref struct SnapshotReader(ReadOnlySpan<byte> snapshot)
{
    // A list longer than this was never written; a corrupt length must not become a huge allocation.
    private const int MaxList = 1 << 20;

    private ReadOnlySpan<byte> _rest = snapshot;

    /// <summary>Whether everything was read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadLong());

    public float ReadFloat() => BitConverter.Int32BitsToSingle(ReadInt());

    public long ReadLong() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public int ReadInt() => BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));

    public bool ReadBool() => ReadInt() switch
    {
        0 => false,
        1 => true,
        var other => throw new SnapshotException($"Expected a truth value, found {other}."),
    };

    public string ReadText() => Encoding.UTF8.GetString(Take(ReadCount()));

    public byte[] ReadBytes() => Take(ReadCount()).ToArray();

    /// <summary>A count of things that follow.</summary>
    public int ReadCount()
    {
        var count = ReadInt();
        return count is >= 0 and <= MaxList ? count : throw new SnapshotException($"A list of {count} entries is not plausible.");
    }

    public double[] ReadDoubles()
    {
        var values = new double[ReadCount()];
        for (var i = 0; i < values.Length; i++) values[i] = ReadDouble();
        return values;
    }

    /// <summary>Reads into an array whose length is fixed by the caller's model.</summary>
    public void ReadInto(Span<double> values)
    {
        var count = ReadCount();
        if (count != values.Length) throw new SnapshotException($"Expected {values.Length} numbers, found {count}.");
        for (var i = 0; i < values.Length; i++) values[i] = ReadDouble();
    }

    /// <summary>Reads into an array whose length is fixed by the caller's model.</summary>
    public void ReadInto(Span<float> values)
    {
        var count = ReadCount();
        if (count != values.Length) throw new SnapshotException($"Expected {values.Length} numbers, found {count}.");
        for (var i = 0; i < values.Length; i++) values[i] = ReadFloat();
    }

    public float[] ReadFloats()
    {
        var values = new float[ReadCount()];
        for (var i = 0; i < values.Length; i++) values[i] = ReadFloat();
        return values;
    }

    public ulong[] ReadCounts()
    {
        var values = new ulong[ReadCount()];
        for (var i = 0; i < values.Length; i++) values[i] = unchecked((ulong)ReadLong());
        return values;
    }

    /// <summary>Numbers of 32 bits, unsigned.</summary>
    public uint[] ReadRemainders()
    {
        var values = new uint[ReadCount()];
        for (var i = 0; i < values.Length; i++) values[i] = unchecked((uint)ReadInt());
        return values;
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes > _rest.Length) throw new SnapshotException($"The snapshot ends {bytes - _rest.Length} bytes early.");
        var taken = _rest[..bytes];
        _rest = _rest[bytes..];
        return taken;
    }
}
