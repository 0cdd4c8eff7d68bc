using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Stages;

namespace Telemetry.Alerting.Intake;

internal sealed partial class AlertingProcessor
{
    private static partial class Log
    {
        [LoggerMessage(500, LogLevel.Information, "Alerting opened {Owner}: {Episodes} episodes, {Pending} messages to send")]
        public static partial void Opened(ILogger logger, string owner, int episodes, int pending);

        [LoggerMessage(501, LogLevel.Information, "Incident {Incident}: {Decision} ({Reason}), {Messages} messages. {Summary}")]
        public static partial void Decided(
            ILogger logger, string incident, DecisionKind decision, DecisionReason reason, int messages, string summary);

        [LoggerMessage(502, LogLevel.Error, "Record {Offset} of {Stream}/{Partition} is no incident ({Failure}); it went to telemetry.deadletter. Upgrade this role if the detector is newer")]
        public static partial void Unreadable(ILogger logger, string stream, int partition, long offset, string failure);

        [LoggerMessage(503, LogLevel.Error, "State entry {Key} of {Owner} cannot be read ({Failure}) and is left out; restore the storage from a backup if its incident is still open")]
        public static partial void UnreadableState(ILogger logger, string key, string owner, string failure);

        [LoggerMessage(504, LogLevel.Warning, "Episode {Key} is forgotten: more than {Limit} episodes are kept")]
        public static partial void Evicted(ILogger logger, string key, int limit);
    }
}
