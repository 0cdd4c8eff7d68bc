namespace Telemetry.Contracts.Wire;

/// <summary>Reads a packed list of varints, one after the other.</summary>
/// <param name="packed">The list without its length.</param>
public ref struct PackedVarints(ReadOnlySpan<byte> packed)
{
    private ReadOnlySpan<byte> _rest = packed;

    /// <summary>Whether something is left: after <see cref="TryRead"/> said false, this is a malformed or cut number.</summary>
    public readonly bool HasRest => !_rest.IsEmpty;

    /// <summary>Reads the next number; false at the end and where no whole number of at most 64 bits stands.</summary>
    public bool TryRead(out ulong value)
    {
        value = 0;
        if (!_rest.IsEmpty && _rest[0] < 0x80)
        {
            value = _rest[0];
            _rest = _rest[1..];
            return true;
        }

        return TryReadLong(out value);
    }

    private bool TryReadLong(out ulong value)
    {
        value = 0;
        for (var i = 0; i < _rest.Length && i < 10; i++)
        {
            var part = _rest[i];
            if (i == 9 && part > 1) return false;
            value |= (ulong)(part & 0x7F) << (7 * i);
            if (part >= 0x80) continue;
            _rest = _rest[(i + 1)..];
            return true;
        }

        return false;
    }
}
