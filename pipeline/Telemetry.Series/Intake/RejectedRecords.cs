using Microsoft.Extensions.Logging;
using Telemetry.Contracts.Wire;
using Telemetry.Transport;

namespace Telemetry.Series.Intake;

/// <summary>Counts records that cannot be read, and logs one a minute. Their dead letters are written by the roles that act on them.</summary>
internal sealed partial class RejectedRecords(QueryMetrics metrics, TimeProvider clock, ILogger<RejectedRecords> logger)
{
    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private DateTimeOffset _logged = DateTimeOffset.MinValue;

    public void Report(StreamRecord record, WireFailure failure)
    {
        metrics.RecordRejected(record.Stream, failure.Error);
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (now - _logged < LogEvery) return;
            _logged = now;
        }

        Log.Rejected(logger, record.Stream, record.Partition, record.Offset, failure);
    }

    private static partial class Log
    {
        [LoggerMessage(701, LogLevel.Warning,
            "A record of {Stream}, partition {Partition}, offset {Offset} cannot be read ({Failure}) and is left out of the recent series; "
            + "where the version is unknown, update this program")]
        public static partial void Rejected(ILogger logger, string stream, int partition, long offset, WireFailure failure);
    }
}
