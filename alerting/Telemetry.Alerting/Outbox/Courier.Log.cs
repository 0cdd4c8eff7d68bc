using Microsoft.Extensions.Logging;
using Telemetry.Alerting.Receivers;

namespace Telemetry.Alerting.Outbox;

internal sealed partial class Courier
{
    private static partial class Log
    {
        [LoggerMessage(520, LogLevel.Information, "{Receiver} has {Action} of {DedupKey}")]
        public static partial void Delivered(ILogger logger, string receiver, string dedupKey, NotificationAction action);

        // Our own pages are rare; groups of others come by the thousand.
        [LoggerMessage(527, LogLevel.Debug, "{Receiver} has {Action} of group {DedupKey}")]
        public static partial void DeliveredGroup(ILogger logger, string receiver, string dedupKey, NotificationAction action);

        [LoggerMessage(521, LogLevel.Warning, "{Receiver} did not take {DedupKey} and is tried again until it does; check that it is up and that its url is right: {Outcome}, {Detail}")]
        public static partial void TryingAgain(ILogger logger, string receiver, string dedupKey, DeliveryOutcome outcome, string detail);

        [LoggerMessage(522, LogLevel.Warning, "{Receiver} rejected {DedupKey}; sending it again with {DetailLevel} detail: {Detail}")]
        public static partial void TryingWithLess(ILogger logger, string receiver, string dedupKey, DetailLevel detailLevel, string detail);

        [LoggerMessage(523, LogLevel.Error, "{Receiver} will not get {Action} of {DedupKey} ({Outcome}): {Detail}. Check the receiver's url and key files")]
        public static partial void GivenUp(
            ILogger logger, string receiver, string dedupKey, NotificationAction action, DeliveryOutcome outcome, string detail);

        [LoggerMessage(524, LogLevel.Warning, "{Receiver} stands in for {FailedReceiver} with {DedupKey}")]
        public static partial void StandsIn(ILogger logger, string receiver, string failedReceiver, string dedupKey);

        [LoggerMessage(525, LogLevel.Information, "{Receiver} {Action} of {DedupKey} is {Status}: {Detail}")]
        public static partial void Settled(
            ILogger logger, string receiver, string dedupKey, NotificationAction action, RowStatus status, string detail);

        [LoggerMessage(526, LogLevel.Warning, "{Receiver} was not reminded of {DedupKey}; the next reminder follows: {Detail}")]
        public static partial void NotRefreshed(ILogger logger, string receiver, string dedupKey, string detail);
    }
}
