using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Targets;

internal sealed partial class ScrapePool
{
    private static partial class Log
    {
        [LoggerMessage(1000, LogLevel.Information, "Scraping {Targets} targets of cluster {Cluster}.")]
        public static partial void Scraping(ILogger logger, int targets, string cluster);

        [LoggerMessage(1004, LogLevel.Warning, "{Job}/{Instance} at {Url} is not scraped ({Reason}): {Detail}")]
        public static partial void Dropped(ILogger logger, string job, string instance, Uri url, string reason, string detail);
    }
}
