using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Publishing;

internal sealed partial class TargetEncoding
{
    private static partial class Log
    {
        [LoggerMessage(1030, LogLevel.Warning, "The page of {Job}/{Instance} has the content type '{ContentType}', which is not read; check metrics_path, and that the target serves text/plain or application/openmetrics-text.")]
        public static partial void WrongType(ILogger logger, string job, string instance, string contentType);

        [LoggerMessage(1031, LogLevel.Warning, "The page of {Job}/{Instance} has {BadLines} lines that cannot be read, the first being line {Line} ({Reason}): {Text}")]
        public static partial void BadLines(ILogger logger, string job, string instance, int badLines, int line, string reason, string text);

        [LoggerMessage(1032, LogLevel.Information, "The page of {Job}/{Instance} can be read in full again.")]
        public static partial void Good(ILogger logger, string job, string instance);
    }
}
