using System.Buffers;
using Telemetry.Transport;

namespace Telemetry.Collector.Publishing;

// The disk behind a lane. What is there is older than what is in memory, so it is sent first. A disk that fails costs what it would
// have held, never the sending: the lane goes on as if it had none until the disk takes records again.
internal sealed partial class SendLane
{
    private bool TrySpoolAll()
    {
        if (spool is null) return false;
        try
        {
            var dropped = spool.Add(number, [.. _queue.Select(waiting => (waiting.Key, (ReadOnlyMemory<byte>)waiting.Value.AsMemory(0, waiting.Length)))]);
            for (var i = 0; i < dropped; i++) metrics.RecordDropped("buffer_full");
            _maySpool = true;
        }
        catch (TransportException failure)
        {
            if (_maySpool) Log.CannotSpool(logger, failure.Message);
            _maySpool = false;
            return false;
        }
        _hasSpooled = true;
        metrics.Waiting(-_bytes);
        _bytes = 0;
        while (_queue.TryDequeue(out var moved)) ArrayPool<byte>.Shared.Return(moved.Value);
        return true;
    }

    private bool TryTakeSpooled(out Waiting record)
    {
        record = default;
        while (_hasSpooled)
        {
            if (Peek() is not { } oldest)
            {
                _hasSpooled = false;
                return false;
            }
            record = new Waiting(oldest.Key, oldest.Value, oldest.Value.Length, ScrapeEndMs: 0, oldest);
            if (oldest.IsIntact) return true;
            if (Leaves(record)) metrics.RecordDropped("damaged");
        }
        return false;
    }

    private Transport.Spooling.SpooledRecord? Peek()
    {
        try
        {
            return spool!.Peek(number);
        }
        catch (TransportException failure)
        {
            Log.CannotReadSpool(logger, failure.Message);
            return null;
        }
    }

    /// <summary>Takes a record that is done with off the disk; false where it had to make room there and is counted already.</summary>
    private bool Leaves(Waiting record)
    {
        if (record.Spooled is not { } spooled) return true;
        try
        {
            return spool!.Remove(spooled);
        }
        catch (TransportException failure)
        {
            // It would come again and again: the rest of what lies there waits for the next start.
            Log.CannotReadSpool(logger, failure.Message);
            lock (_lock) _hasSpooled = false;
            return true;
        }
    }

    /// <summary>Sending ended while a record was on its way.</summary>
    private void PutBack(Waiting record)
    {
        if (record.Spooled is not null) return;
        try
        {
            if (spool is not null)
            {
                spool.PutBack(number, record.Key.Span, record.Value.AsSpan(0, record.Length));
                return;
            }
        }
        catch (TransportException failure)
        {
            Log.CannotSpool(logger, failure.Message);
        }
        metrics.RecordDropped("stopped");
    }
}
