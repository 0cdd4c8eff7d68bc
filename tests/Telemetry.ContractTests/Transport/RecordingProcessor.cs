using System.Text;
using Telemetry.Transport;

namespace Telemetry.ContractTests.Transport;

/// <summary>Writes what it sees into a log; a test gives it its start and its accidents.</summary>
public sealed class RecordingProcessor(ConsumptionLog log, int partition, string member = "") : IPartitionProcessor
{
    /// <summary>Note of an opened processor.</summary>
    public const string Opened = "opened";

    /// <summary>Note of a checkpoint.</summary>
    public const string Checkpointed = "checkpointed";

    /// <summary>Note of a disposed processor.</summary>
    public const string Disposed = "disposed";

    public long? Start { get; init; }

    /// <summary>Called before a record is logged.</summary>
    public Action<SeenRecord>? BeforeRecord { get; init; }

    /// <summary>Called when the processor opens.</summary>
    public Action? BeforeOpening { get; init; }

    /// <summary>Called before a checkpoint is noted.</summary>
    public Action? BeforeCheckpoint { get; init; }

    public ValueTask<long?> OpenAsync(CancellationToken cancellationToken)
    {
        BeforeOpening?.Invoke();
        log.Note(Opened);
        log.Note($"{Opened} {member} {partition}");
        return new(Start);
    }

    public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        var seen = new SeenRecord(
            member, partition, record.Offset, Encoding.UTF8.GetString(record.Key.Span), Encoding.UTF8.GetString(record.Value.Span));
        BeforeRecord?.Invoke(seen);
        log.Saw(seen);
        return ValueTask.CompletedTask;
    }

    public ValueTask CheckpointAsync(CancellationToken cancellationToken)
    {
        BeforeCheckpoint?.Invoke();
        log.Note(Checkpointed);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        log.Note(Disposed);
        return ValueTask.CompletedTask;
    }
}
