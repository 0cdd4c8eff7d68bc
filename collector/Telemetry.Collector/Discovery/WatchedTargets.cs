using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Telemetry.Collector.Scraping;
using Telemetry.Collector.Targets;
using Telemetry.Kubernetes.Watching;

namespace Telemetry.Collector.Discovery;

/// <summary>
/// Targets made of the objects that one query watches. While the API server is away the last set holds; changes that come close together
/// give one set.
/// </summary>
/// <typeparam name="T">What is kept of an object.</typeparam>
/// <param name="feed">The cluster.</param>
/// <param name="query">The objects.</param>
/// <param name="project">Takes out of an object what is kept.</param>
/// <param name="targets">Makes the targets of an object.</param>
/// <param name="time">Waits.</param>
internal sealed class WatchedTargets<T>(
    IResourceFeed feed, ResourceQuery query, Func<JsonElement, T> project, Func<T, IEnumerable<ScrapeTarget>> targets, TimeProvider time) : ITargetSource
{
    /// <summary>Changes within this time give one set.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly ResourceStore<T> _store = new(project);

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<ScrapeTarget>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // One sign for any number of changes: the set that is made next has them all.
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var watching = FollowAsync(changed.Writer, cancellationToken);
        IReadOnlyList<ScrapeTarget>? last = null;
        await foreach (var _ in changed.Reader.ReadAllAsync(cancellationToken))
        {
            var next = Targets();
            if (last is null || !next.SequenceEqual(last)) yield return last = next;
            await Task.Delay(Gathering, time, cancellationToken);
        }
        await watching;
    }

    private async Task FollowAsync(ChannelWriter<bool> changed, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var told in feed.WatchAsync(query, cancellationToken))
            {
                bool isOther;
                lock (_lock) isOther = _store.Take(told) && _store.IsSynced;
                if (isOther) changed.TryWrite(true);
            }
            changed.TryComplete();
        }
        catch (Exception ended)
        {
            // Arrives where the sets are read.
            changed.TryComplete(ended);
        }
    }

    private List<ScrapeTarget> Targets()
    {
        lock (_lock) return [.. _store.Objects.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => targets(pair.Value))];
    }
}
