namespace Telemetry.Kubernetes.Watching;

/// <summary>Objects of a cluster and their changes, live or recorded.</summary>
public interface IResourceFeed
{
    /// <summary>
    /// Tells the state of the query and then its changes: <see cref="ResourceChange.Replaced"/>, an
    /// <see cref="ResourceChange.Added"/> for each object, <see cref="ResourceChange.Synced"/>, then changes as they come. The same begins
    /// again whenever the state has to be fetched anew. Ends with the token. A feed that cannot reach its origin waits and goes on.
    /// </summary>
    IAsyncEnumerable<ResourceEvent> WatchAsync(ResourceQuery query, CancellationToken cancellationToken);
}
