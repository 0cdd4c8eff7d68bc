namespace Telemetry.Transport.Embedded;

/// <summary>Tells everyone who waits that some reader has run dry.</summary>
internal sealed class IdleSignal
{
    private TaskCompletionSource? _next;

    /// <summary>Completes at the first <see cref="Set"/> after this call.</summary>
    public Task NextAsync()
    {
        var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _next, fresh, null) ?? fresh).Task;
    }

    public void Set() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
