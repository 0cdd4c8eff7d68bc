using System.Collections.Concurrent;
using Telemetry.Contracts;

namespace Telemetry.Collector.Scheduling;

/// <summary>
/// Until when each target's last event counts. Bounded: only targets of the last <see cref="AdaptiveOptions.FastFor"/> are held, and of
/// those at most <see cref="MaxTargets"/>; further ones keep their configured interval.
/// </summary>
internal sealed class TargetEvents(TimeProvider time)
{
    /// <summary>Most targets with an event at the same time.</summary>
    public const int MaxTargets = 100_000;

    private readonly ConcurrentDictionary<TargetId, (DateTimeOffset Until, string Signal)> _until = new();

    /// <summary>Told when a target that had no event has one.</summary>
    public event EventHandler<TargetEventArgs>? Began;

    /// <summary>The event that counts for a target; null without one.</summary>
    public (DateTimeOffset Until, string Signal)? Of(TargetId target) => _until.TryGetValue(target, out var known) ? known : null;

    /// <summary>Notes an event.</summary>
    public void Note(TargetId target, string signal, DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        if (until <= now) return;
        var before = Of(target);
        if (before is null && _until.Count >= MaxTargets) Forget(now);
        if (before is null && _until.Count >= MaxTargets) return;
        _until[target] = (until, signal);
        if (before is not { } known || known.Until <= now) Began?.Invoke(this, new TargetEventArgs(target));
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (target, known) in _until)
        {
            if (known.Until <= now) _until.TryRemove(target, out _);
        }
    }
}
