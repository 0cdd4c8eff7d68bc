namespace Telemetry.Collector.Recordings;

/// <summary>Holds event time to a multiple of real time.</summary>
/// <param name="speed">Event seconds per second; null means as fast as the pipeline goes.</param>
/// <param name="time">Clock.</param>
internal sealed class ReplayPace(double? speed, TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private long? _firstMs;

    /// <summary>Waits until a page of this event time is due.</summary>
    public async ValueTask WaitAsync(long eventTimeMs, CancellationToken cancellationToken)
    {
        if (speed is not { } factor) return;
        _firstMs ??= eventTimeMs;
        var due = TimeSpan.FromMilliseconds((eventTimeMs - _firstMs.Value) / factor);
        var wait = due - time.GetElapsedTime(_began);
        if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
    }
}
