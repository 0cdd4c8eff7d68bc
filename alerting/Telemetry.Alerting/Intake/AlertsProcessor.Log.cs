using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Grouping;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Intake;

internal sealed partial class AlertsProcessor
{
    private static partial class Log
    {
        [LoggerMessage(540, LogLevel.Information, "Alerting opened {Owner}: {Episodes} groups, {Pending} messages to send")]
        public static partial void Opened(ILogger logger, string owner, int episodes, int pending);

        [LoggerMessage(541, LogLevel.Debug, "Group {Group} for {Receiver}: {Action} ({Reason}), {Alerts} alerts")]
        public static partial void Decided(ILogger logger, string group, string receiver, NotificationAction action, NoticeReason reason, int alerts);

        [LoggerMessage(542, LogLevel.Error, "Record {Offset} of {Stream}/{Partition} is no alert command ({Failure}); it went to telemetry.deadletter. Upgrade this role if another is newer")]
        public static partial void Unreadable(ILogger logger, string stream, int partition, long offset, string failure);

        [LoggerMessage(543, LogLevel.Error, "State entry {Key} of {Owner} cannot be read ({Failure}) and is left out; its alerts begin anew when they are sent again")]
        public static partial void UnreadableState(ILogger logger, string key, string owner, string failure);

        [LoggerMessage(544, LogLevel.Warning, "Episode {Key} is forgotten: more than {Limit} episodes are kept")]
        public static partial void Evicted(ILogger logger, string key, int limit);

        [LoggerMessage(546, LogLevel.Debug, "Group {Group} for {Receiver}: nothing is told ({Reason}), {Held} alerts are held back")]
        public static partial void Untold(ILogger logger, string group, string receiver, NoticeReason reason, int held);

        [LoggerMessage(547, LogLevel.Error, "{Count} alerts of {By} were not taken: {Limit} are known. Have the rule that makes so many grouped or mended")]
        public static partial void Refused(ILogger logger, long count, string by, int limit);

        [LoggerMessage(545, LogLevel.Information, "Dead letter {Row}: {Answer}")]
        public static partial void Replayed(ILogger logger, string row, string answer);
    }
}
