using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Series.Window;
using Telemetry.Transport;

namespace Telemetry.Series.Intake;

/// <summary>
/// Fills the window from one partition of <see cref="Streams.Signals"/>. Keeps nothing durable: after a restart the stream is read again
/// from its beginning, and what is older than the window falls away.
/// </summary>
internal sealed class SignalIntake(SeriesWindow window, IncidentLedger ledger, QueryMetrics metrics, RejectedRecords rejected) : IPartitionProcessor
{
    private readonly Dictionary<TargetId, TargetSeries> _targets = [];
    private long _sweptMs = long.MinValue / 2;

    public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => new(0);

    public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        var signals = SignalCodec.Decode(record.Value.Span, out var failure);
        if (signals is null) rejected.Report(record, failure);
        else if (!signals.IsNotice) Append(signals);
        return ValueTask.CompletedTask;
    }

    public ValueTask CheckpointAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Append(SignalRecord record)
    {
        if (!_targets.TryGetValue(record.Target, out var target))
            _targets[record.Target] = target = new(window, metrics, record.Target);
        target.Append(record);
        ledger.Advance(record.Target.Cluster, record.ScrapeTimeMs);
        ForgetSilentTargets();
    }

    private void ForgetSilentTargets()
    {
        if (window.OldestMs <= _sweptMs) return;
        foreach (var (id, target) in _targets)
        {
            if (target.SeenMs <= window.OldestMs) _targets.Remove(id);
        }

        // The next sweep is due when everything seen until now has left the window.
        _sweptMs = window.NewestMs;
    }
}
