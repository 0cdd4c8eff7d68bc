using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Scraping;

internal sealed partial class TargetScraper
{
    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "{Job}/{Instance} answers at {Url}.")]
        public static partial void Answers(ILogger logger, string job, string instance, Uri url);

        [LoggerMessage(1002, LogLevel.Warning, "{Job}/{Instance} at {Url} cannot be scraped ({Reason}): {Detail}")]
        public static partial void Fails(ILogger logger, string job, string instance, Uri url, string reason, string detail);
    }
}
