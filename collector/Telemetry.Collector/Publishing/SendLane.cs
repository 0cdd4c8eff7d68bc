using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts;
using Telemetry.Transport;

namespace Telemetry.Collector.Publishing;

/// <summary>
/// Records on their way to the transport, in order, within a bound of bytes. While the broker is away the oldest are given up and
/// counted: what is happening now is worth more than what happened then, and scraping never waits.
/// </summary>
internal sealed partial class SendLane(
    IStreamPublisher publisher, int maxBytes, CollectorMetrics metrics, TimeProvider time, ILogger<SendLane> logger) : IDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _queue = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private int _bytes;
    private bool _isOverflowing;

    /// <summary>Takes a copy of a record; never waits.</summary>
    public void Add(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value)
    {
        var copy = ArrayPool<byte>.Shared.Rent(value.Length);
        value.CopyTo(copy);
        metrics.RecordMade();
        lock (_lock)
        {
            while (_queue.Count > 0 && _bytes + value.Length > maxBytes) GiveUpOldest();
            _queue.Enqueue(new Waiting(key, copy, value.Length));
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
            if (TryTake(out var next))
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

    /// <summary>Gives up what still waits; the process ends.</summary>
    public void GiveUpRest()
    {
        while (TryTake(out var unsent))
        {
            metrics.RecordDropped("stopped");
            ArrayPool<byte>.Shared.Return(unsent.Value);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _arrived.Dispose();

    private async Task SendAsync(Waiting record, CancellationToken cancellationToken)
    {
        try
        {
            for (var wait = FirstRetry; !await TrySendAsync(record, cancellationToken); wait = Min(wait * 2, LongestRetry))
            {
                metrics.Retrying();
                await Task.Delay(wait * (1 + (RandomNumberGenerator.GetInt32(1000) / 1000.0)), time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            metrics.RecordDropped("stopped");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(record.Value);
        }
    }

    /// <summary>False where the transport may take the record later.</summary>
    private async Task<bool> TrySendAsync(Waiting record, CancellationToken cancellationToken)
    {
        try
        {
            await publisher.PublishAsync(Streams.Metrics, record.Key, record.Value.AsMemory(0, record.Length), cancellationToken);
            metrics.RecordSent();
            return true;
        }
        catch (TransportException failure) when (failure.IsTransient)
        {
            return false;
        }
        catch (TransportException refusal)
        {
            metrics.RecordDropped("refused");
            Log.Refused(logger, System.Text.Encoding.UTF8.GetString(record.Key.Span), refusal.Message);
            return true;
        }
    }

    private bool TryTake(out Waiting record)
    {
        lock (_lock)
        {
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

    private void GiveUpOldest()
    {
        var oldest = _queue.Dequeue();
        _bytes -= oldest.Length;
        metrics.Waiting(-oldest.Length);
        metrics.RecordDropped("buffer_full");
        ArrayPool<byte>.Shared.Return(oldest.Value);
        if (!_isOverflowing) Log.Overflows(logger, maxBytes);
        _isOverflowing = true;
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Waiting(ReadOnlyMemory<byte> Key, byte[] Value, int Length);
}
