using Microsoft.Extensions.Logging;

namespace Telemetry.Detector.Observing;

internal sealed partial class ObserveProcessor
{
    private static partial class Log
    {
        [LoggerMessage(420, LogLevel.Information, "Observing opened {Owner}: {Targets} targets restored, from {From}")]
        public static partial void Opened(ILogger logger, string owner, int targets, string from);

        [LoggerMessage(421, LogLevel.Warning, "Target {Target} has too many series: {Series} new ones are not read; the limit is {Limit}")]
        public static partial void Refused(ILogger logger, string target, int series, int limit);
    }
}
