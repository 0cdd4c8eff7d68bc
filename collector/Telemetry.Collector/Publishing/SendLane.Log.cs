using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Publishing;

internal sealed partial class SendLane
{
    private static partial class Log
    {
        [LoggerMessage(1020, LogLevel.Warning, "The transport does not keep up or is away: over {MaxBytes} waiting bytes of a lane the oldest records are {Fate} until it has caught up. Raise collector.send_buffer_bytes or collector.send_buffer_disk_bytes to bridge longer.")]
        public static partial void Overflows(ILogger logger, int maxBytes, string fate);

        [LoggerMessage(1021, LogLevel.Error, "A record of {Key} was refused for good and is given up: {Detail}")]
        public static partial void Refused(ILogger logger, string key, string detail);

        [LoggerMessage(1022, LogLevel.Error, "Records that wait for the transport cannot be kept on disk, the oldest are given up instead: {Detail}")]
        public static partial void CannotSpool(ILogger logger, string detail);

        [LoggerMessage(1023, LogLevel.Error, "Records that wait on disk cannot be read or removed, they are left there until the next start: {Detail}")]
        public static partial void CannotReadSpool(ILogger logger, string detail);
    }
}
