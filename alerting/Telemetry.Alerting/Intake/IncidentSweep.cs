namespace Telemetry.Alerting.Intake;

/// <summary>Has a processor look again, every second, at what is held back and at what somebody said; a fault ends the role.</summary>
internal sealed class IncidentSweep(Func<CancellationToken, Task> sweep, TimeProvider time, Action<Exception> fail) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Begins.</summary>
    public void Start() => _running = Task.Run(RunAsync);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token)) await sweep(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // Whoever opens the partition next goes on.
        }
        catch (Exception fault)
        {
            fail(fault);
        }
    }
}
