using Microsoft.Extensions.Hosting;

namespace Telemetry.Alerting.Outbox;

/// <summary>
/// Gives back what a storm leaves behind: half of the memory after ten thousand messages at once is garbage, which the runtime keeps as long as
/// nothing else asks for it. One collection when it is quiet again, at most one for a thousand messages.
/// </summary>
internal sealed class StormAftermath(DeliveryLedger ledger, TimeProvider time) : BackgroundService
{
    /// <summary>Messages that are worth a collection, which stops the process for some tenths of a second.</summary>
    public const int Storm = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private long _seen;
    private long _cleared;

    /// <summary>Whether a storm has passed since the last time: many messages were made, and none since the last look.</summary>
    public bool IsOver()
    {
        var made = ledger.Made;
        var isQuiet = made == _seen;
        _seen = made;
        if (!isQuiet || made - _cleared < Storm) return false;
        _cleared = made;
        return true;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (IsOver()) GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
