using System.Buffers;
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

    /// <summary>
    /// The labels as a histogram with explicit bounds has them, whatever kind of point these belong to: a target that changes from classic
    /// to native histograms keeps its series. Allocates only for exponential histograms.
    /// </summary>
    public ReadOnlySpan<byte> HistogramIdentity()
    {
        if (_field != OtlpFields.ExponentialHistogram.Attributes) return Bytes;
        var identity = new ArrayBufferWriter<byte>(Math.Max(1, Bytes.Length));
        var reader = new ProtoReader(Bytes);
        while (reader.NextField())
        {
            var begin = reader.Offset;
            reader.Skip();
            identity.Write([(byte)((OtlpFields.Histogram.Attributes << 3) | (int)WireType.LengthDelimited)]);
            identity.Write(Bytes[begin..reader.Offset]);
        }

        return identity.WrittenSpan;
    }

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
