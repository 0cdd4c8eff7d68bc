using Microsoft.Extensions.Logging;

namespace Telemetry.Collector.Publishing;

internal sealed partial class TargetEncoding
{
    private static partial class Log
    {
        [LoggerMessage(1030, LogLevel.Warning, "The page of {Job}/{Instance} has the content type '{ContentType}' and is not read ({Reason}). {Cure}")]
        public static partial void Unreadable(ILogger logger, string job, string instance, string contentType, string reason, string cure);

        [LoggerMessage(1031, LogLevel.Warning, "The page of {Job}/{Instance} has {BadLines} lines that cannot be read ({Reason}): {Text}")]
        public static partial void BadLines(ILogger logger, string job, string instance, int badLines, string reason, string text);

        [LoggerMessage(1033, LogLevel.Information, "{Job}/{Instance} was restarted; its counters begin anew.")]
        public static partial void Restarted(ILogger logger, string job, string instance);

        [LoggerMessage(1034, LogLevel.Warning, "Another process than before answers as {Job}/{Instance}: its build differs, or it started earlier. Its counters begin anew; if this goes on, several processes share the address, so give each a target of its own.")]
        public static partial void OtherProcess(ILogger logger, string job, string instance);

        [LoggerMessage(1032, LogLevel.Information, "The page of {Job}/{Instance} can be read in full again.")]
        public static partial void Good(ILogger logger, string job, string instance);

        [LoggerMessage(1035, LogLevel.Warning, "The page of {Job}/{Instance} loses {Samples} samples ({Reason}): {Text}.")]
        public static partial void Loses(ILogger logger, string job, string instance, int samples, string reason, string text);
    }
}
