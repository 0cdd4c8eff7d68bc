using Microsoft.Extensions.Hosting;
using Telemetry.Contracts.Feedback;
using Telemetry.Transport;

namespace Telemetry.Alerting.Judging;

/// <summary>Reads all feedback that is kept, from anywhere, for the pages.</summary>
internal sealed class FeedbackReader(IStreamTransport transport, FeedbackBook book) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        transport.ConsumeAsync(AlertingServices.FeedbackSubscription, _ => new Processor(book), stoppingToken);

    private sealed class Processor(FeedbackBook book) : IPartitionProcessor
    {
        /// <inheritdoc/>
        public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => new(0);

        /// <inheritdoc/>
        public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
        {
            // What cannot be read is the detector's to explain.
            if (FeedbackCodec.Decode(record.Value.Span, out _) is { } feedback) book.Take(feedback);
            return ValueTask.CompletedTask;
        }

        /// <inheritdoc/>
        public ValueTask CheckpointAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
