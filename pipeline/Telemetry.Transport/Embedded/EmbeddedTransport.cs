using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts;
using Telemetry.Transport.Consuming;
using Telemetry.Transport.Storage;

namespace Telemetry.Transport.Embedded;

/// <summary>
/// The streams of one process, one ordered partition each: metrics and signals in bounded memory, the others and all state in one
/// storage file.
/// </summary>
public sealed partial class EmbeddedTransport : IStreamTransport
{
    private readonly StorageFile _storage;
    private readonly TimeProvider _timeProvider;
    private readonly TransportMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Dictionary<string, IEmbeddedStream> _streams = new(StringComparer.Ordinal);
    private readonly IdleSignal _idle = new();

    private EmbeddedTransport(StorageFile storage, TimeProvider timeProvider, TransportMetrics metrics, ILogger logger)
    {
        _storage = storage;
        _timeProvider = timeProvider;
        _metrics = metrics;
        _logger = logger;
        State = new SqliteStateStore(storage, metrics);
    }

    /// <inheritdoc/>
    public IStateStore State { get; }

    /// <summary>
    /// Opens the transport on the storage file of the folder that the settings name. A damaged file is moved aside, and what can be read
    /// of it carried over.
    /// </summary>
    /// <exception cref="TransportException">The file cannot be used; one line names it and the cure.</exception>
    public static ValueTask<EmbeddedTransport> OpenAsync(
        StorageOptions storage, EmbeddedTransportOptions options, TimeProvider timeProvider, IMeterFactory meters, ILoggerFactory loggers)
    {
        var (file, lost) = StorageFile.OpenOrSalvage(storage.Path);
        if (lost is not null) Log.Salvaged(loggers.CreateLogger<EmbeddedTransport>(), lost);
        return OpenAsync(file, storage, options, timeProvider, meters, loggers);
    }

    /// <summary>Opens the transport on storage that is gone when it is disposed: for a replay that keeps nothing, and for tests.</summary>
    public static ValueTask<EmbeddedTransport> OpenInMemoryAsync(
        EmbeddedTransportOptions options, TimeProvider timeProvider, IMeterFactory meters, ILoggerFactory loggers) =>
        OpenAsync(StorageFile.OpenInMemory(), new StorageOptions(), options, timeProvider, meters, loggers);

    /// <summary>Opens the transport on a copy of a snapshot; nothing is written back to it.</summary>
    /// <exception cref="TransportException">The snapshot cannot be used; one line names it and the cure.</exception>
    public static ValueTask<EmbeddedTransport> OpenSnapshotAsync(
        string path, EmbeddedTransportOptions options, TimeProvider timeProvider, IMeterFactory meters, ILoggerFactory loggers) =>
        OpenAsync(StorageFile.OpenSnapshot(path), new StorageOptions(), options, timeProvider, meters, loggers);

    /// <summary>
    /// Writes everything durable (state, durable streams, the groups' positions) into one file that takes the place of an older one
    /// whole. After <see cref="DrainAsync(CancellationToken)"/> it is consistent over all groups.
    /// </summary>
    public async ValueTask SaveSnapshotAsync(string path, CancellationToken cancellationToken) =>
        await _storage.SaveSnapshotAsync(path, cancellationToken);

    /// <summary>Hands over every record of a durable stream that is held, oldest first, without a group.</summary>
    /// <exception cref="ArgumentException">The stream is none that is kept.</exception>
    public ValueTask ReadHeldAsync(string stream, Action<StreamRecord> take, CancellationToken cancellationToken) =>
        StreamOf(stream) is DurableStream durable
            ? durable.ReadHeldAsync(take, cancellationToken)
            : throw new ArgumentException($"{stream} is not kept.", nameof(stream));

    /// <summary>
    /// Makes a volatile stream keep its records for a group that has not begun to read. Called for every group before the first record
    /// is published, no group misses one.
    /// </summary>
    public void DeclareGroup(string stream, string group) => StreamOf(stream).GroupOf(group);

    /// <inheritdoc/>
    public async ValueTask PublishAsync(
        string stream, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        try
        {
            RecordLimit.Check(stream, key, value);
            await StreamOf(stream).AppendAsync(key, value, cancellationToken);
            _metrics.Published(stream);
        }
        catch (TransportException failure)
        {
            _metrics.Failed("publish", failure);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(
        StreamSubscription subscription, Func<int, IPartitionProcessor> createProcessor, CancellationToken cancellationToken)
    {
        var group = StreamOf(subscription.Stream).GroupOf(subscription.Group);
        try
        {
            await group.Membership.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await using var session = new PartitionSession(subscription, createProcessor(0), _metrics);
            await using var timer = new CheckpointTimer(_timeProvider, subscription.CheckpointInterval, group.Wake.Set);
            await new GroupConsumer(group, session, timer, _idle.Set, _logger).RunAsync(cancellationToken);
        }
        finally
        {
            group.Close();
            group.Membership.Release();
        }
    }

    /// <summary>
    /// Completes when every known group has processed and checkpointed everything that was published before the call and everything
    /// that came of it. Nobody else may publish meanwhile. A group that is declared but never reads keeps it waiting.
    /// </summary>
    public Task DrainAsync(CancellationToken cancellationToken) => DrainAsync(Streams.All, cancellationToken);

    /// <summary>
    /// Completes when every known group of these streams has processed and checkpointed what was published on them before the call.
    /// </summary>
    public async Task DrainAsync(IReadOnlyList<string> streams, CancellationToken cancellationToken)
    {
        while (true)
        {
            var idle = _idle.NextAsync();
            // In the order of the pipeline: once a stream's groups are caught up, they publish nothing more into the later ones.
            var behind = streams.Where(_streams.ContainsKey)
                .Select(stream => _streams[stream].Groups.Where(group => !group.IsCaughtUp).ToList())
                .FirstOrDefault(groups => groups.Count > 0);
            if (behind is null) return;
            foreach (var group in behind) group.RequestCheckpoint();
            await idle.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var stream in _streams.Values.OfType<IDisposable>()) stream.Dispose();
        return _storage.DisposeAsync();
    }

    internal static async ValueTask<EmbeddedTransport> OpenAsync(
        StorageFile file, StorageOptions storage, EmbeddedTransportOptions options, TimeProvider timeProvider, IMeterFactory meters, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<EmbeddedTransport>();
        var metrics = new TransportMetrics(meters);
        var transport = new EmbeddedTransport(file, timeProvider, metrics, logger);
        foreach (var name in new[] { Streams.Metrics, Streams.Signals })
        {
            var stream = new VolatileStream(name, file.Epoch, options, metrics);
            transport._streams.Add(name, stream);
            metrics.Observe(name, () => stream.Held);
        }

        foreach (var name in new[] { Streams.Incidents, Streams.Alerts, Streams.Changes, Streams.Feedback, Streams.DeadLetter })
        {
            var retention = new DurableStreamRetention(storage, metrics, logger);
            var stream = await DurableStream.OpenAsync(name, file, retention, timeProvider);
            transport._streams.Add(name, stream);
            metrics.Observe(name, () => stream.Held);
        }

        Log.Opened(logger, file.Path);
        return transport;
    }

    private IEmbeddedStream StreamOf(string stream) => _streams.TryGetValue(stream, out var known)
        ? known
        : throw new ArgumentException($"{stream} is not a stream of the embedded transport.", nameof(stream));

    private static partial class Log
    {
        [LoggerMessage(201, LogLevel.Error, "{Lost}. What is lost of open incidents is not ended by itself: look at the receivers")]
        public static partial void Salvaged(ILogger logger, string lost);

        [LoggerMessage(200, LogLevel.Information, "Embedded transport on {Path}")]
        public static partial void Opened(ILogger logger, string path);
    }
}
