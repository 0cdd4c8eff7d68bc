using Telemetry.Contracts;
using Telemetry.Contracts.Changes;
using Telemetry.Contracts.Feedback;
using Telemetry.Contracts.Signals;
using Telemetry.Contracts.Wire;
using Telemetry.Detector.Checkpoints;
using Telemetry.Transport;

namespace Telemetry.Detector.Notices;

/// <summary>
/// Puts the changes of a cluster, and what people said of its incidents, between its signals, under the same key: one partition then holds
/// everything that correlation reads, in one order (ADR 95). Keeps nothing.
/// </summary>
/// <param name="publisher">Where to.</param>
/// <param name="metrics">Counts what is put there and what cannot be read.</param>
/// <param name="deadLetters">Takes what cannot be read.</param>
/// <param name="fromTheBeginning">Whether every record that is kept is read again at a start.</param>
internal sealed class NoticeProcessor(IStreamPublisher publisher, DetectorMetrics metrics, DeadLetters deadLetters, bool fromTheBeginning) : IPartitionProcessor
{
    private const string Stage = "notice";

    private readonly ProtoWriter _writer = new();

    /// <inheritdoc/>
    public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => new(fromTheBeginning ? 0 : null);

    /// <inheritdoc/>
    public async ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        metrics.NoticeRead();
        var notice = Read(record, out var failure);
        if (notice is null) await deadLetters.SendAsync(Stage, record, failure, cancellationToken);
        else await publisher.PublishAsync(Streams.Signals, record.Key, SignalCodec.Encode(_writer, notice), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask CheckpointAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SignalRecord? Read(StreamRecord record, out WireFailure failure)
    {
        if (record.Stream == Streams.Changes)
            return ChangeCodec.Decode(record.Value.Span, out failure) is { } change
                ? Between(change.Cluster, record.Stream, change.ChangeId, change.At) with { Change = change } : null;
        return FeedbackCodec.Decode(record.Value.Span, out failure) is { } feedback
            ? Between(feedback.Cluster, record.Stream, feedback.IncidentId, feedback.At) with { Feedback = feedback } : null;
    }

    private static SignalRecord Between(string cluster, string stream, string id, DateTimeOffset at) => new()
    {
        Target = new TargetId(cluster, stream, id),
        ScrapeTimeMs = at.ToUnixTimeMilliseconds(),
        ScrapeDurationMs = 0,
        IntervalMs = 0,
        Up = true,
        Ends = true,
    };
}
