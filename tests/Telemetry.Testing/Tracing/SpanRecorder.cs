using System.Collections.Concurrent;
using System.Diagnostics;

namespace Telemetry.Testing.Tracing;

/// <summary>Keeps the finished spans of one source while it lives. Other tests of the process may add to them.</summary>
public sealed class SpanRecorder : IDisposable
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public SpanRecorder(string source)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = candidate => candidate.Name == source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Finished spans so far.</summary>
    public IReadOnlyList<Activity> Spans => [.. _spans];

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
