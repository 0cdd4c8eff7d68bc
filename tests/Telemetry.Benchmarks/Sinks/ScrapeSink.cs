using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Telemetry.Benchmarks.Sinks;

/// <summary>
/// Takes what a scraper sends on, as Prometheus's remote write or as our records, and counts the samples of each scrape of each target.
/// A histogram of ours counts as the lines that it was on the page. The scraper's own <c>up</c> and <c>scrape_*</c> do not count.
/// </summary>
internal sealed class ScrapeSink
{
    private readonly ConcurrentDictionary<(string Instance, long TimeMs), int> _scrapes = new();
    private long _samples;

    /// <summary>Samples that have arrived.</summary>
    public long Samples => Interlocked.Read(ref _samples);

    /// <summary>Samples of each scrape so far.</summary>
    public IReadOnlyDictionary<(string Instance, long TimeMs), int> Scrapes => _scrapes;

    /// <summary>Takes one request; answers 204.</summary>
    public async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (context.Request.Path == "/write") RemoteWriteCounter.Count(body.ToArray(), Add);
        else RecordCounter.Count(body.ToArray(), Add);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Forgets everything: the next contender's turn.</summary>
    public void Clear()
    {
        _scrapes.Clear();
        Interlocked.Exchange(ref _samples, 0);
    }

    /// <summary>Whether a series is the scraper's own.</summary>
    public static bool IsOwn(ReadOnlySpan<byte> name) => name.SequenceEqual("up"u8) || name.StartsWith("scrape_"u8);

    private void Add(string instance, long timeMs, int samples)
    {
        _scrapes.AddOrUpdate((instance, timeMs), samples, (_, before) => before + samples);
        Interlocked.Add(ref _samples, samples);
    }
}
