using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>
/// Buckets of an exponential histogram as they lie in the record; walked with <c>foreach</c>, which gives the counts in order. Bucket
/// <c>Offset + i</c> holds what lies in (base^(Offset+i), base^(Offset+i+1)].
/// </summary>
public readonly ref struct ExponentialBuckets
{
    /// <summary>Most buckets that a point may have, on either side of zero; more is no histogram that anybody keeps.</summary>
    public const int MaxBuckets = 4096;

    private readonly ReadOnlySpan<byte> _packed;

    internal ExponentialBuckets(int offset, int count, ReadOnlySpan<byte> packed)
    {
        Offset = offset;
        Count = count;
        _packed = packed;
    }

    /// <summary>Index of the first bucket.</summary>
    public int Offset { get; }

    /// <summary>Number of buckets.</summary>
    public int Count { get; }

    /// <summary>Walks the counts.</summary>
    public Enumerator GetEnumerator() => new(_packed);

    /// <summary>Walks the counts.</summary>
    public ref struct Enumerator
    {
        private PackedVarints _rest;

        internal Enumerator(ReadOnlySpan<byte> packed) => _rest = new PackedVarints(packed);

        /// <summary>The count at hand.</summary>
        public ulong Current { get; private set; }

        /// <summary>Moves to the next bucket.</summary>
        public bool MoveNext()
        {
            if (!_rest.TryRead(out var count)) return false;
            Current = count;
            return true;
        }
    }
}
