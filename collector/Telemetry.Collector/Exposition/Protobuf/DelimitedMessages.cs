using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>Walks a page of delimited messages: each has its length before it, as a varint.</summary>
/// <param name="page">The page.</param>
internal ref struct DelimitedMessages(ReadOnlySpan<byte> page)
{
    private const int MaxLengthBytes = 10;

    private ReadOnlySpan<byte> _rest = page;

    /// <summary>The message at hand; where <see cref="Fault"/> is Truncated, what came of it.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Number of the message at hand, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>What is wrong with the message at hand: it ends the walk.</summary>
    public BadLineReason Fault { get; private set; }

    /// <summary>Moves to the next message; false at the end and behind a fault.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty || Fault != BadLineReason.None) return false;
        Number++;
        var lengths = new PackedVarints(_rest[..Math.Min(_rest.Length, MaxLengthBytes)]);
        if (!lengths.TryRead(out var length)) return Stop();
        var begin = SizeOfVarint();
        if (length > (ulong)(_rest.Length - begin))
        {
            Current = _rest[begin..];
            Fault = BadLineReason.Truncated;
            return true;
        }

        Current = _rest.Slice(begin, (int)length);
        _rest = _rest[(begin + (int)length)..];
        return true;
    }

    // Half a length is a cut; ten bytes without an end are none.
    private bool Stop()
    {
        Current = [];
        Fault = _rest.Length < MaxLengthBytes ? BadLineReason.Truncated : BadLineReason.InvalidMessage;
        return true;
    }

    private readonly int SizeOfVarint()
    {
        var bytes = 1;
        while (_rest[bytes - 1] >= 0x80) bytes++;
        return bytes;
    }
}
