using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Recordings;

public sealed partial class RecordingFeed
{
    private static partial class Log
    {
        [LoggerMessage(1040, LogLevel.Warning, "{Notice}")]
        public static partial void LeftOut(ILogger logger, string notice);
    }
}
