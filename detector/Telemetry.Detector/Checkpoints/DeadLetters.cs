using Microsoft.Extensions.Logging;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Detector.Checkpoints;

/// <summary>Counts and logs records that cannot be read, and dead-letters them.</summary>
internal sealed partial class DeadLetters(IStreamPublisher publisher, DetectorMetrics metrics, ILogger logger)
{
    private readonly DeadLetterPublisher _letters = new(publisher);

    /// <summary>Dead-letters a record.</summary>
    public async ValueTask SendAsync(string stage, StreamRecord record, WireFailure failure, CancellationToken cancellationToken)
    {
        metrics.Dropped(stage, "unreadable");
        Log.Unreadable(logger, record.Stream, record.Partition, record.Offset, failure.ToString());
        await _letters.PublishAsync(record, failure, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(410, LogLevel.Error, "Record {Offset} of {Stream}/{Partition} cannot be read ({Failure}); it went to telemetry.deadletter. Upgrade this role if its producer is newer")]
        public static partial void Unreadable(ILogger logger, string stream, int partition, long offset, string failure);
    }
}
