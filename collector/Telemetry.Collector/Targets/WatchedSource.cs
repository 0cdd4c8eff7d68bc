using Telemetry.Collector.Scraping;

namespace Telemetry.Collector.Targets;

/// <summary>A source while it is watched, with the set it gave last.</summary>
/// <param name="key">What makes it the same source after a reload.</param>
/// <param name="job">Job of its scrape config.</param>
/// <param name="source">The source.</param>
/// <param name="inherited">Set that holds until the first of its own is known.</param>
internal sealed class WatchedSource(string key, string job, ITargetSource source, IReadOnlyList<ScrapeTarget> inherited) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private volatile IReadOnlyList<ScrapeTarget> _set = inherited;

    public string Key => key;

    public string Job => job;

    /// <summary>The set it gave last.</summary>
    public IReadOnlyList<ScrapeTarget> Set => _set;

    /// <summary>Watches until disposed.</summary>
    /// <param name="changed">Called after each set.</param>
    public async Task RunAsync(Action changed)
    {
        var stop = _stop.Token;
        try
        {
            await foreach (var set in source.WatchAsync(stop))
            {
                _set = set;
                changed();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // No longer watched.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
