using Microsoft.Extensions.Hosting;
using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Transport;

namespace Telemetry.Collector.Scheduling;

/// <summary>
/// Reads the detector's signals for events of the targets. Each collector reads all of them, in a group of its own: what it forgets by a
/// restart is at most that a target is scraped at its configured interval until its next scored scrape.
/// </summary>
internal sealed class SignalWatch(IStreamTransport transport, TargetEvents events, CurrentOptions options) : BackgroundService
{
    // Nothing is kept, so a checkpoint only lets the transport forget what has been read.
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var group = $"telemetry.collector.{options.Value.Cluster}.{options.Value.Collector.CollectorName}";
        return transport.ConsumeAsync(new StreamSubscription(Streams.Signals, group, CheckpointInterval), _ => new Reader(events, options), stoppingToken);
    }

    /// <summary>Reads one partition.</summary>
    internal sealed class Reader(TargetEvents events, CurrentOptions options) : IPartitionProcessor
    {
        /// <inheritdoc/>
        public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<long?>(null);

        /// <inheritdoc/>
        public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
        {
            // A record that cannot be read is the detector's to explain; here it is no event.
            if (SignalCodec.Decode(record.Value.Span, out _) is { } signals) Note(signals);
            return ValueTask.CompletedTask;
        }

        /// <inheritdoc/>
        public ValueTask CheckpointAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private void Note(SignalRecord signals)
        {
            var adaptive = options.Value.Collector.Adaptive;
            SignalPoint? strongest = null;
            foreach (var point in signals.Points)
            {
                if (point.Verdict == Verdict.Scored && point.Score > adaptive.EventScore && !(point.Score <= strongest?.Score)) strongest = point;
            }
            // Event time: records that are read late do not begin it anew.
            if (strongest is { } event_) events.Note(signals.Target, event_.Signal, DateTimeOffset.FromUnixTimeMilliseconds(signals.ScrapeTimeMs) + adaptive.FastFor);
        }
    }
}
