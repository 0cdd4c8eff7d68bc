using System.Buffers;
using Telemetry.Contracts.Wire;

namespace Telemetry.Contracts.Metrics;

/// <summary>
/// Collects the attributes among a message's other fields. They nearly always stand together, and are then a piece of the message;
/// where a producer scatters them they are copied together, so that they are one run of bytes in every case.
/// </summary>
internal ref struct AttributeSpot
{
    private readonly int _field;
    private ReadOnlySpan<byte> _run;
    private int _begin, _end;
    private ArrayBufferWriter<byte>? _scattered;

    public AttributeSpot(int field) => _field = field;

    public readonly AttributeList List => new(_field, _scattered is null ? _run : _scattered.WrittenSpan);

    /// <summary>Moves to the next field that is not an attribute, taking and checking the attributes on the way.</summary>
    public bool NextOther(scoped ref ProtoReader reader)
    {
        while (true)
        {
            var begin = reader.Offset;
            if (!reader.NextField()) return false;
            if (reader.Field != _field) return true;
            Take(ref reader, begin);
        }
    }

    private void Take(scoped ref ProtoReader reader, int begin)
    {
        var attribute = reader.ReadMessage();
        AttributeView.Read(ref attribute);
        reader.Adopt(attribute.Failure);

        var end = reader.Offset;
        if (_scattered is null && (_end == 0 || begin == _end))
        {
            if (_end == 0) _begin = begin;
            _end = end;
            _run = reader.Slice(_begin, _end);
        }
        else
        {
            TakeScattered(reader.Slice(begin, end));
        }
    }

    private void TakeScattered(ReadOnlySpan<byte> attribute)
    {
        if (_scattered is null)
        {
            _scattered = new ArrayBufferWriter<byte>();
            _scattered.Write(_run);
        }

        _scattered.Write(attribute);
    }
}
