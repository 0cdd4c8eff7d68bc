using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>Walks the embedded messages of one field, passing over all others.</summary>
/// <param name="message">The message that they are in; known to be well formed.</param>
/// <param name="field">Number of the field.</param>
internal ref struct RepeatedMessages(ReadOnlySpan<byte> message, int field)
{
    private ProtoReader _reader = new(message);

    /// <summary>The message at hand.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Moves to the next one.</summary>
    public bool MoveNext()
    {
        while (_reader.NextField())
        {
            if (_reader.Field == field)
            {
                Current = _reader.ReadBytes();
                return !_reader.Failure.Failed;
            }

            _reader.Skip();
        }

        return false;
    }
}
