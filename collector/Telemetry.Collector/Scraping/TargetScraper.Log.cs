using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Scraping;

internal sealed partial class TargetScraper
{
    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "{Job}/{Instance} answers at {Url}.")]
        public static partial void Answers(ILogger logger, string job, string instance, Uri url);

        [LoggerMessage(1002, LogLevel.Warning, "{Job}/{Instance} at {Url} cannot be scraped ({Reason}): {Detail} {Cure}")]
        public static partial void Fails(ILogger logger, string job, string instance, Uri url, string reason, string detail, string cure);

        [LoggerMessage(1003, LogLevel.Warning, "{Job}/{Instance} at {Url} gives only a part of its page ({Reason}): {Detail} {Cure}")]
        public static partial void GivesAPart(ILogger logger, string job, string instance, Uri url, string reason, string detail, string cure);
    }
}
