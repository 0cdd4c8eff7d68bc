using Telemetry.Contracts;
using Telemetry.Transport;

namespace Telemetry.Alerting.Board;

/// <summary>How a replica reads the commands for its board.</summary>
/// <param name="Subscription">Its own: no two replicas share a group, since each must see everything.</param>
internal sealed record BoardReading(StreamSubscription Subscription)
{
    private const string Group = "telemetry.alerting.board";

    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(5);

    /// <summary>The reading of a replica.</summary>
    /// <param name="replica">Tells it from the others; empty where there are none.</param>
    public static BoardReading Of(string replica) =>
        new(new StreamSubscription(Streams.Alerts, replica.Length == 0 ? Group : $"{Group}.{replica}", CheckpointInterval));
}
