using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Scraping;

internal sealed partial class ScrapeWorker
{
    private static partial class Log
    {
        [LoggerMessage(1000, LogLevel.Information, "Scraping {Targets} targets of cluster {Cluster}.")]
        public static partial void Started(ILogger logger, int targets, string cluster);
    }
}
