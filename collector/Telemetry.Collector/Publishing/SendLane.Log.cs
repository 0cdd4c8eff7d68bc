using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Publishing;

internal sealed partial class SendLane
{
    private static partial class Log
    {
        [LoggerMessage(1020, LogLevel.Warning, "The transport does not keep up or is away: over {MaxBytes} waiting bytes the oldest records are given up until it has caught up. Raise collector.send_buffer_bytes to bridge longer.")]
        public static partial void Overflows(ILogger logger, int maxBytes);

        [LoggerMessage(1021, LogLevel.Error, "A record of {Key} was refused for good and is given up: {Detail}")]
        public static partial void Refused(ILogger logger, string key, string detail);
    }
}
