using Microsoft.Extensions.Logging;
using Telemetry.Contracts;
using Telemetry.Contracts.DeadLetters;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Detector.Checkpoints;

/// <summary>Puts what cannot be read where it can be found again.</summary>
internal sealed partial class DeadLetters(IStreamPublisher publisher, DetectorMetrics metrics, ILogger logger)
{
    private readonly ProtoWriter _writer = new();

    /// <summary>Dead-letters a record.</summary>
    public async ValueTask SendAsync(string stage, StreamRecord record, WireFailure failure, CancellationToken cancellationToken)
    {
        metrics.Dropped(stage, "unreadable");
        Log.Unreadable(logger, record.Stream, record.Partition, record.Offset, failure.ToString());
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
        await publisher.PublishAsync(Streams.DeadLetter, record.Key, DeadLetterCodec.Encode(_writer, letter), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(410, LogLevel.Error, "Record {Offset} of {Stream}/{Partition} cannot be read ({Failure}); it went to telemetry.deadletter. Upgrade this role if its producer is newer")]
        public static partial void Unreadable(ILogger logger, string stream, int partition, long offset, string failure);
    }
}
