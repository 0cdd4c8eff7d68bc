using Microsoft.Extensions.Hosting;
using Telemetry.Backtest.Pictures;
using Telemetry.Contracts;
using Telemetry.Contracts.Signals;
using Telemetry.Transport;

namespace Telemetry.Cli.Backtesting;

/// <summary>Reads the scored signals of a replay for the pictures of its report.</summary>
internal sealed class SignalTap(IStreamTransport transport, TraceBook traces) : BackgroundService, IPartitionProcessor
{
    /// <summary>How it reads.</summary>
    public static StreamSubscription Subscription { get; } = new(Streams.Signals, "telemetry.backtest", TimeSpan.FromMinutes(1));

    /// <inheritdoc/>
    public ValueTask<long?> OpenAsync(CancellationToken cancellationToken) => new((long?)null);

    /// <inheritdoc/>
    public ValueTask ProcessAsync(StreamRecord record, CancellationToken cancellationToken)
    {
        if (SignalCodec.Decode(record.Value.Span, out _) is { } signals) Draw(signals);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CheckpointAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => transport.ConsumeAsync(Subscription, _ => this, stoppingToken);

    private void Draw(SignalRecord record)
    {
        foreach (var point in record.Points)
        {
            // Before its detector counts a score says nothing.
            var score = point.Verdict == Verdict.Scored ? point.Score : 0;
            traces.Add(record.Target.Instance, point.Signal, point.Component, point.Unit, record.ScrapeTimeMs, point.Value, point.Baseline, score);
        }
    }
}
