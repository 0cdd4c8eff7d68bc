using Confluent.Kafka;

namespace Telemetry.Transport.Kafka.Clients;

/// <summary>Turns client and broker errors into transport exceptions.</summary>
internal static class KafkaFailure
{
    // A topic that was there at the start and now is not: a broker that has only just come back does not know all of its own.
    private static readonly HashSet<ErrorCode> Transient =
    [
        ErrorCode.UnknownTopicOrPart, ErrorCode.Local_UnknownTopic, ErrorCode.Local_UnknownPartition,
        ErrorCode.Local_MsgTimedOut, ErrorCode.Local_Transport, ErrorCode.Local_AllBrokersDown, ErrorCode.Local_TimedOut,
        ErrorCode.Local_TimedOutQueue, ErrorCode.Local_QueueFull, ErrorCode.Local_Resolve, ErrorCode.Local_WaitCoord,
        ErrorCode.Local_WaitCache, ErrorCode.Local_Retry, ErrorCode.Local_PurgeInflight, ErrorCode.Local_PurgeQueue,
        ErrorCode.LeaderNotAvailable, ErrorCode.NotLeaderForPartition, ErrorCode.RequestTimedOut, ErrorCode.BrokerNotAvailable,
        ErrorCode.ReplicaNotAvailable, ErrorCode.NetworkException, ErrorCode.GroupLoadInProgress, ErrorCode.GroupCoordinatorNotAvailable,
        ErrorCode.NotCoordinatorForGroup, ErrorCode.NotEnoughReplicas, ErrorCode.NotEnoughReplicasAfterAppend,
        ErrorCode.RebalanceInProgress, ErrorCode.NotController, ErrorCode.KafkaStorageError, ErrorCode.ThrottlingQuotaExceeded,
    ];

    /// <summary>Answers that mean: another member has these partitions now.</summary>
    private static readonly HashSet<ErrorCode> MovedAway =
    [
        ErrorCode.IllegalGeneration, ErrorCode.UnknownMemberId, ErrorCode.RebalanceInProgress, ErrorCode.Local_AssignmentLost,
        ErrorCode.FencedInstanceId,
    ];

    /// <param name="error">What the client answered.</param>
    /// <param name="doing">What was tried, as the subject of the message: "publishing to telemetry.incidents".</param>
    /// <param name="cause">The client's exception, if it threw one.</param>
    public static TransportException From(Error error, string doing, Exception? cause = null) =>
        new($"Kafka, {doing}: {error.Reason} ({error.Code}).{CureOf(error.Code)}", IsTransient(error), cause);

    public static TransportException From(KafkaException exception, string doing) => From(exception.Error, doing, exception);

    public static bool IsMovedAway(Error error) => MovedAway.Contains(error.Code);

    public static bool IsTransient(Error error) => !error.IsFatal && Transient.Contains(error.Code);

    private static string CureOf(ErrorCode code) => code switch
    {
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic or ErrorCode.Local_UnknownPartition =>
            " Run `telemetry topics check`.",
        ErrorCode.MsgSizeTooLarge => " Set the topic's max.message.bytes to 1000012 or more.",
        ErrorCode.TopicAuthorizationFailed or ErrorCode.GroupAuthorizationFailed or ErrorCode.ClusterAuthorizationFailed =>
            " Give this user the right in the broker's access lists.",
        ErrorCode.Local_Authentication or ErrorCode.SaslAuthenticationFailed => " Check the sasl.* and ssl.* entries of kafka.properties.",
        ErrorCode.Local_AllBrokersDown or ErrorCode.Local_Transport or ErrorCode.Local_Resolve =>
            " Check bootstrap.servers in kafka.properties and that a broker is up.",
        _ => "",
    };
}
