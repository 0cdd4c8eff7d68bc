using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts.Metrics;
using Telemetry.Transport;
using Telemetry.Transport.Spooling;

namespace Telemetry.Collector.Publishing;

/// <summary>
/// Between scraping and the transport. Targets are spread over a few lanes, so that one acknowledgement under way does not hold up
/// every target; the records of one target keep their order. What memory cannot hold waits on disk, over restarts too.
/// </summary>
internal sealed class SendBuffer : BackgroundService, IRecordOutlet
{
    private const int Lanes = 4;

    // What is kept on disk need not be sent now: the host's time to stop is for the others too.
    private static readonly TimeSpan SpoolPatience = TimeSpan.FromSeconds(5);

    private readonly SendLane[] _lanes;
    private readonly CancellationTokenSource _closing = new();
    private readonly TimeProvider _time;

    public SendBuffer(
        IStreamPublisher publisher, CollectorOptions options, CollectorMetrics metrics, TimeProvider time, ILoggerFactory loggers)
    {
        _time = time;
        var logger = loggers.CreateLogger<SendLane>();
        Spool = options.SpoolFolder is { } folder ? RecordSpool.Open(folder, options.Collector.SendBufferDiskBytes) : null;
        if (Spool is not null) metrics.ObserveSpool(Spool.Recovered, () => Spool.Bytes);
        _lanes = [.. Enumerable.Range(0, Lanes).Select(lane =>
            new SendLane(lane, publisher, (int)(options.Collector.SendBufferBytes / Lanes), Spool, metrics, time, logger))];
    }

    /// <summary>What waits on disk; null where nothing does.</summary>
    internal RecordSpool? Spool { get; }

    /// <inheritdoc/>
    public ValueTask SendAsync(ReadOnlyMemory<byte> key, IReadOnlyList<ReadOnlyMemory<byte>> records, long scrapeEndMs, CancellationToken cancellationToken)
    {
        var lane = _lanes[SeriesHash.Of(key.Span) % Lanes];
        for (var part = 0; part < records.Count; part++) lane.Add(key, records[part], scrapeEndMs);
        return ValueTask.CompletedTask;
    }

    /// <summary>Sends what waits, as long as the host gives time, and keeps the rest on disk; scraping has stopped before.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _closing.CancelAsync();
        if (ExecuteTask is { } sending)
            await sending.WaitAsync(Spool is null ? Timeout.InfiniteTimeSpan : SpoolPatience, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
        foreach (var lane in _lanes) lane.KeepRest();
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _closing.Dispose();
        foreach (var lane in _lanes) lane.Dispose();
        Spool?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The stopping token comes first when the host stops without waiting; closing alone sends what is left.
        await Task.WhenAll(_lanes.Select(lane => lane.RunAsync(_closing.Token, stoppingToken)));
    }
}
