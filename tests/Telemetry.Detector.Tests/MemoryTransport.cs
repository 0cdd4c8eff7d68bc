using Telemetry.Transport;

namespace Telemetry.Detector.Tests;

/// <summary>Keeps what is published and committed; nothing is delivered.</summary>
internal sealed class MemoryTransport : IStreamTransport, IStateStore
{
    private readonly Dictionary<string, SortedDictionary<string, byte[]>> _state = new(StringComparer.Ordinal);

    /// <summary>What was published, in order.</summary>
    public List<(string Stream, byte[] Key, byte[] Value)> Published { get; } = [];

    /// <summary>Called with every published record.</summary>
    public Func<string, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>, ValueTask>? Deliver { get; set; }

    /// <summary>Owners whose state cannot be loaded.</summary>
    public HashSet<string> Broken { get; } = [];

    public IStateStore State => this;

    public SortedDictionary<string, byte[]> StateOf(string owner)
    {
        if (!_state.TryGetValue(owner, out var entries)) _state[owner] = entries = new(StringComparer.Ordinal);
        return entries;
    }

    public async ValueTask PublishAsync(string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        if (Deliver is not null) await Deliver(stream, key, value);
        else Published.Add((stream, key.ToArray(), value.ToArray()));
    }

    public ValueTask<IReadOnlyList<StateEntry>> LoadAsync(string owner, CancellationToken cancellationToken)
    {
        if (Broken.Contains(owner)) throw new CorruptStateException($"{owner} is damaged; restore it from a backup.");
        return ValueTask.FromResult<IReadOnlyList<StateEntry>>([.. StateOf(owner).Select(entry => new StateEntry(entry.Key, entry.Value))]);
    }

    public ValueTask CommitAsync(string owner, IReadOnlyList<StateEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            if (entry.Value is { } value) StateOf(owner)[entry.Key] = value.ToArray();
            else StateOf(owner).Remove(entry.Key);
        }

        return ValueTask.CompletedTask;
    }

    public Task ConsumeAsync(StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The tests drive the processors themselves.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
