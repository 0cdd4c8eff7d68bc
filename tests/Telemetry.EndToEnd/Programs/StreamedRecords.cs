using System.Collections.Concurrent;
using Telemetry.Transport;

namespace Telemetry.EndToEnd.Programs;

/// <summary>Everything that comes over one stream, read as a consumer of its own group: the values, byte for byte, doubles included.</summary>
internal sealed class StreamedRecords : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<byte[]> _seen = new();
    private readonly Task _reading;

    private StreamedRecords(IStreamTransport transport, string stream) => _reading = Task.Run(() =>
        transport.ConsumeAsync(new StreamSubscription(stream, GroupOf(stream), TimeSpan.FromSeconds(1)), _ => new Reader(_seen), _stop.Token));

    /// <summary>What has come so far.</summary>
    public IReadOnlyCollection<byte[]> Seen => _seen;

    /// <summary>The group that reads a stream; declared beforehand, it misses nothing of what is published while it starts.</summary>
    public static string GroupOf(string stream) => $"streamed-records-{stream}";

    public static StreamedRecords Read(IStreamTransport transport, string stream) => new(transport, stream);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private sealed class Reader(ConcurrentQueue<byte[]> seen) : IPartitionProcessor
    {
        public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => new((long?)null);

        public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
        {
            seen.Enqueue(record.Value.ToArray());
            return ValueTask.CompletedTask;
        }

        public ValueTask CheckpointAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
