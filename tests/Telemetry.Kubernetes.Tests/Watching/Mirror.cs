using System.Globalization;
using System.Text.Json;
using Telemetry.Kubernetes.Watching;
using Telemetry.Testing;

namespace Telemetry.Kubernetes.Tests.Watching;

/// <summary>A consumer that keeps what a feed tells, for comparison with what is really there.</summary>
internal sealed class Mirror : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ResourceStore<string> _store = new(TextOf);
    private readonly List<ResourceChange> _changes = [];
    private readonly Lock _lock = new();
    private readonly Task _watching;

    public Mirror(IResourceFeed feed, ResourceQuery query, Func<ResourceEvent, ValueTask>? slowly = null) =>
        _watching = Task.Run(() => WatchAsync(feed, query, slowly));

    public IReadOnlyDictionary<string, string> Objects
    {
        get { lock (_lock) return new Dictionary<string, string>(_store.Objects); }
    }

    public bool IsSynced
    {
        get { lock (_lock) return _store.IsSynced; }
    }

    public int Count(ResourceChange change)
    {
        lock (_lock) return _changes.Count(told => told == change);
    }

    /// <summary>Waits until it knows exactly these objects: name to text.</summary>
    public Task KnowsAsync(IReadOnlyDictionary<string, string> expected) => Eventually.TrueAsync(
        () => IsSynced && Objects.Count == expected.Count && expected.All(pair => Objects.GetValueOrDefault(pair.Key) == pair.Value),
        TimeSpan.FromSeconds(20),
        () => string.Create(CultureInfo.InvariantCulture, $"known {string.Join(' ', Objects.Take(20))} ({Objects.Count}); expected {string.Join(' ', expected.Take(20))} ({expected.Count})"));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(IResourceFeed feed, ResourceQuery query, Func<ResourceEvent, ValueTask>? slowly)
    {
        try
        {
            await foreach (var told in feed.WatchAsync(query, _stop.Token))
            {
                if (slowly is not null) await slowly(told);
                lock (_lock)
                {
                    _store.Take(told);
                    _changes.Add(told.Change);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private static string TextOf(JsonElement document) => document.GetProperty("data").GetProperty("text").GetString()!;
}
