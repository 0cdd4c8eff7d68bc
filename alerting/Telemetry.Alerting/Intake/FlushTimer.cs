using System.Threading.Channels;

namespace Telemetry.Alerting.Intake;

/// <summary>
/// Calls for a flush when one is due, when woken, and not before everything that lay in the partition at the opening is known: what was
/// accepted before a restart (a silence, an end, the cause of another alert) counts for what is told after it.
/// </summary>
internal sealed class FlushTimer(Func<CancellationToken, Task<DateTimeOffset?>> flush, TimeProvider clock, Action<Exception> fail) : IAsyncDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Begins; waits for <see cref="CaughtUp"/>, but no longer than <paramref name="patience"/>.</summary>
    public void Start(TimeSpan patience) => _running = Task.Run(() => RunAsync(patience, _stopping.Token));

    /// <summary>Everything that lay in the partition is known.</summary>
    public void CaughtUp() => _caughtUp.TrySetResult();

    /// <summary>Something may be due.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await CatchUpAsync(patience, cancellationToken);
            while (true) await WaitAsync(UntilDue(await flush(cancellationToken)), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The ordinary end.
        }
        catch (Exception fault)
        {
            fail(fault);
        }
    }

    private TimeSpan UntilDue(DateTimeOffset? due)
    {
        var wait = due - clock.GetUtcNow() ?? LongestWait;

        // A timer counts whole milliseconds; rounding down would wake it just too early.
        return TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp(wait.TotalMilliseconds, 0, LongestWait.TotalMilliseconds)));
    }

    private async Task CatchUpAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            await _caughtUp.Task.WaitAsync(patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Nobody tells; better a message too many than none at all.
        }
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var due = new CancellationTokenSource(time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Something is due.
        }
    }
}
