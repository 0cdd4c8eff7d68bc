using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>
/// Attributes of a resource or a point, as they lie in the record. <see cref="Bytes"/> is their identity: the same series of the
/// same producer gives the same bytes in every scrape, so state can be looked up without making a string.
/// </summary>
public readonly ref struct AttributeList
{
    private readonly int _field;

    internal AttributeList(int field, ReadOnlySpan<byte> bytes)
    {
        _field = field;
        Bytes = bytes;
    }

    /// <summary>Encoded attributes, tags included; valid as long as the record's bytes are.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>A hash of <see cref="Bytes"/>, the same in every process. Equal hashes need a comparison of the bytes.</summary>
    public ulong Hash() => SeriesHash.Of(Bytes);

    /// <summary>Value of an attribute as text, or null where there is none of that name.</summary>
    public string? Find(ReadOnlySpan<byte> key)
    {
        foreach (var attribute in this)
            if (attribute.Key.SequenceEqual(key)) return attribute.ValueText();
        return null;
    }

    /// <summary>Walks the attributes; a malformed one ends the walk (the reader of the record has already refused such a point).</summary>
    public Enumerator GetEnumerator() => new(_field, Bytes);

    /// <summary>Walks the attributes.</summary>
    public ref struct Enumerator
    {
        private readonly int _field;
        private ProtoReader _reader;

        internal Enumerator(int field, ReadOnlySpan<byte> bytes)
        {
            _field = field;
            _reader = new ProtoReader(bytes);
        }

        /// <summary>The attribute at hand.</summary>
        public AttributeView Current { get; private set; }

        /// <summary>Moves to the next attribute.</summary>
        public bool MoveNext()
        {
            while (_reader.NextField())
            {
                if (_reader.Field != _field)
                {
                    _reader.Skip();
                    continue;
                }

                var inner = _reader.ReadMessage();
                Current = AttributeView.Read(ref inner);
                _reader.Adopt(inner.Failure);
                return !_reader.Failure.Failed;
            }

            return false;
        }
    }
}
