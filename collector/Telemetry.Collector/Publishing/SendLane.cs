using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts;
using Telemetry.Transport;
using Telemetry.Transport.Spooling;

namespace Telemetry.Collector.Publishing;

/// <summary>
/// Records on their way to the transport, in order: the oldest on disk, where there is a spool, the newest in memory, within a bound of
/// bytes each. While the broker is away the oldest are given up and counted: what is happening now is worth more than what happened
/// then, and scraping never waits.
/// </summary>
internal sealed partial class SendLane(
    int number, IStreamPublisher publisher, int maxBytes, RecordSpool? spool, CollectorMetrics metrics, TimeProvider time, ILogger<SendLane> logger) : IDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _queue = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private int _bytes;
    private bool _isOverflowing;
    private bool _maySpool = spool is not null;
    private bool _hasSpooled = spool is { Count: > 0 };

    /// <summary>Takes a copy of a record; never waits for the transport.</summary>
    public void Add(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value, long scrapeEndMs)
    {
        var copy = ArrayPool<byte>.Shared.Rent(value.Length);
        value.CopyTo(copy);
        metrics.RecordMade();
        lock (_lock)
        {
            if (_bytes + value.Length > maxBytes && _queue.Count > 0) MakeRoom(value.Length);
            _queue.Enqueue(new Waiting(key, copy, value.Length, scrapeEndMs, Spooled: null));
            _bytes += value.Length;
            metrics.Waiting(value.Length);
        }
        _arrived.Release();
    }

    /// <summary>Sends until cancelled, or, once <paramref name="closing"/> is, until nothing waits.</summary>
    public async Task RunAsync(CancellationToken closing, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(closing, cancellationToken);
        while (true)
        {
            if (!cancellationToken.IsCancellationRequested && TryTake(out var next))
            {
                await SendAsync(next, cancellationToken);
                continue;
            }
            if (either.IsCancellationRequested) return;
            try
            {
                await _arrived.WaitAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                // Closing: what arrived meanwhile is sent first.
            }
        }
    }

    /// <summary>The process ends: what still waits goes to the spool, or is given up where there is none.</summary>
    public void KeepRest()
    {
        lock (_lock)
        {
            if (_queue.Count == 0 || TrySpoolAll()) return;
            while (_queue.TryDequeue(out var unsent)) GiveUp(unsent, "stopped");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _arrived.Dispose();

    private async Task SendAsync(Waiting record, CancellationToken cancellationToken)
    {
        try
        {
            await RepeatAsync(() => TryPublishAsync(record, cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException)
        {
            PutBack(record);
        }
        finally
        {
            if (record.Spooled is null) ArrayPool<byte>.Shared.Return(record.Value);
        }
    }

    private async Task RepeatAsync(Func<ValueTask<bool>> attempt, CancellationToken cancellationToken)
    {
        for (var wait = FirstRetry; !await attempt(); wait = Min(wait * 2, LongestRetry))
        {
            metrics.Retrying();
            await Task.Delay(wait * (1 + (RandomNumberGenerator.GetInt32(1000) / 1000.0)), time, cancellationToken);
        }
    }

    /// <summary>False where the transport may take the record later.</summary>
    private async ValueTask<bool> TryPublishAsync(Waiting record, CancellationToken cancellationToken)
    {
        try
        {
            await publisher.PublishAsync(Streams.Metrics, record.Key, record.Value.AsMemory(0, record.Length), cancellationToken);
            if (Leaves(record)) metrics.RecordSent();
            if (record.Spooled is null) metrics.Acknowledged(time.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(record.ScrapeEndMs));
            return true;
        }
        catch (TransportException failure) when (failure.IsTransient)
        {
            return false;
        }
        catch (TransportException refusal)
        {
            if (Leaves(record)) metrics.RecordDropped("refused");
            Log.Refused(logger, Encoding.UTF8.GetString(record.Key.Span), refusal.Message);
            return true;
        }
    }

    private bool TryTake(out Waiting record)
    {
        lock (_lock)
        {
            if (TryTakeSpooled(out record)) return true;
            if (!_queue.TryDequeue(out record))
            {
                _isOverflowing = false;
                return false;
            }
            _bytes -= record.Length;
            metrics.Waiting(-record.Length);
            return true;
        }
    }

    private void MakeRoom(int length)
    {
        if (!_isOverflowing) Log.Overflows(logger, maxBytes, spool is null ? "given up" : "written to disk");
        _isOverflowing = true;
        if (TrySpoolAll()) return;
        while (_queue.Count > 0 && _bytes + length > maxBytes) GiveUp(_queue.Dequeue(), "buffer_full");
    }

    private void GiveUp(Waiting record, string reason)
    {
        _bytes -= record.Length;
        metrics.Waiting(-record.Length);
        metrics.RecordDropped(reason);
        ArrayPool<byte>.Shared.Return(record.Value);
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <param name="Key">Key of the record.</param>
    /// <param name="Value">Holds the record, from its begin; rented unless it came from the spool.</param>
    /// <param name="Length">Bytes of the record.</param>
    /// <param name="ScrapeEndMs">When its scrape ended, Unix milliseconds; 0 where it came from the spool.</param>
    /// <param name="Spooled">Where it waits on disk; null for one in memory.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Waiting(ReadOnlyMemory<byte> Key, byte[] Value, int Length, long ScrapeEndMs, SpooledRecord? Spooled);
}
