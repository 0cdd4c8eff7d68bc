namespace Telemetry.Collector.Scraping;

/// <summary>A target's share of the connections to its address; they are closed with the last share.</summary>
internal sealed class ScrapeConnection(ScrapeHttp http, Action close) : IDisposable
{
    private Action? _close = close;

    /// <summary>The connections.</summary>
    public ScrapeHttp Http => http;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _close, value: null)?.Invoke();
}
