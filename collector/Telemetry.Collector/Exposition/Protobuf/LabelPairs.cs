using System.Text.Unicode;
using Telemetry.Contracts.Wire;

namespace Telemetry.Collector.Exposition.Protobuf;

/// <summary>Walks encoded <c>LabelPair</c> fields and validates them.</summary>
/// <param name="labels">The fields, tags included.</param>
internal ref struct LabelPairs(ReadOnlySpan<byte> labels)
{
    private ProtoReader _reader = new(labels);

    /// <summary>The label at hand, without escapes.</summary>
    public LabelSpan Current { get; private set; }

    /// <summary>What stopped the walk: None at the end.</summary>
    public BadLineReason Fault { get; private set; }

    /// <summary>Moves to the next label; false at the end or at a fault.</summary>
    public bool MoveNext()
    {
        if (!_reader.NextField()) return End();
        var pair = _reader.ReadMessage();
        ReadOnlySpan<byte> name = default, value = default;
        while (pair.NextField())
        {
            switch (pair.Field)
            {
                case ClientModel.LabelPair.Name: name = pair.ReadBytes(); break;
                case ClientModel.LabelPair.Value: value = pair.ReadBytes(); break;
                default: pair.Skip(); break;
            }
        }

        _reader.Adopt(pair.Failure);
        if (_reader.Failure.Failed) return End();
        Current = new LabelSpan(name, value);
        Fault = name.IsEmpty ? BadLineReason.InvalidLabelName
            : !Utf8.IsValid(name) || !Utf8.IsValid(value) ? BadLineReason.InvalidUtf8
            : BadLineReason.None;
        return Fault == BadLineReason.None;
    }

    private bool End()
    {
        if (_reader.Failure.Failed) Fault = BadLineReason.InvalidMessage;
        return false;
    }
}
