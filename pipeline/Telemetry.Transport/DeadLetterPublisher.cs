using Telemetry.Contracts;
using Telemetry.Contracts.DeadLetters;
using Telemetry.Contracts.Wire;

namespace Telemetry.Transport;

/// <summary>Puts records that cannot be read where they can be found again: <c>telemetry.deadletter</c>. One per processor.</summary>
public sealed class DeadLetterPublisher(IStreamPublisher publisher)
{
    private readonly ProtoWriter _writer = new();

    /// <summary>Publishes the record's bytes, where they came from and why they cannot be read.</summary>
    public ValueTask PublishAsync(StreamRecord record, WireFailure failure, CancellationToken cancellationToken)
    {
        var letter = new DeadLetterRecord
        {
            Stream = record.Stream,
            Partition = record.Partition,
            Offset = record.Offset,
            Reason = failure.Error.ToString(),
            Detail = failure.ToString(),
            Key = record.Key,
            Value = record.Value,
            ValueBytes = record.Value.Length,
        };
        return publisher.PublishAsync(Streams.DeadLetter, record.Key, DeadLetterCodec.Encode(_writer, letter), cancellationToken);
    }
}
