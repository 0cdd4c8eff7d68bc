using Telemetry.Contracts;
using Telemetry.Contracts.Incidents;
using Telemetry.Transport;

namespace Telemetry.Series.Intake;

/// <summary>
/// Keeps the ledger of open incidents from one partition of <see cref="Streams.Incidents"/>. After a restart the stream is read again from its
/// beginning: an incident may have been open for longer than any window.
/// </summary>
internal sealed class IncidentIntake(IncidentLedger ledger, RejectedRecords rejected) : IPartitionProcessor
{
    public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => new(0);

    public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        if (IncidentCodec.Decode(record.Value.Span, out var failure) is { } incident) ledger.Apply(incident);
        else rejected.Report(record, failure);
        return ValueTask.CompletedTask;
    }

    public ValueTask CheckpointAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
