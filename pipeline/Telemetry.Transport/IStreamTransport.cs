namespace Telemetry.Transport;

/// <summary>What the roles stand on: streams in, streams out, state. Roles do not know which implementation they run on.</summary>
public interface IStreamTransport : IStreamPublisher, IAsyncDisposable
{
    /// <summary>State of the roles, durable.</summary>
    IStateStore State { get; }

    /// <summary>
    /// Reads a stream as a member of a consumer group until cancelled. Each partition given to this member gets a processor of its
    /// own, which sees that partition's records in order, one at a time. Cancelled, it takes a last checkpoint of every processor and
    /// returns. An exception from a processor ends the call with that exception and no further checkpoint: the host decides what then.
    /// </summary>
    Task ConsumeAsync(StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor, CancellationToken cancellationToken);
}
