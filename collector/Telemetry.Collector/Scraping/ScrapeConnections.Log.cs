using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Scraping;

internal sealed partial class ScrapeConnections
{
    private static partial class Log
    {
        [LoggerMessage(1008, LogLevel.Warning, "Job {Job} does not verify certificates (insecure_skip_verify): whoever answers at {Authority} is believed, and is sent the credentials. Give tls_config.ca_file instead.")]
        public static partial void Unverified(ILogger logger, string job, string authority);
    }
}
